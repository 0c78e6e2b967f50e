/** Why a link sets no variables: a stable code and a sentence for people. */
export interface Unset {
  readonly code:
    | 'off-on-engine'
    | 'unknown-api'
    | 'dangling'
    | 'receiver-off-bridge'
    | 'source-off-bridge'
    | 'source-stopped'
    | 'source-unread'
    | 'dns-link'
    | 'connected-to-bridge'
    | 'no-network';
  readonly text: string;
}

/** The reason with its sentence; `subject` is the container, network or version that the sentence is about. */
export function unset(code: Unset['code'], subject = ''): Unset {
  return { code, text: sentence(code, subject) };
}

function sentence(code: Unset['code'], subject: string): string {
  switch (code) {
    case 'off-on-engine':
      return `Link variables are off on this engine (${subject}), unless it was started with DOCKER_KEEP_DEPRECATED_LEGACY_LINKS_ENV_VARS=1.`;
    case 'unknown-api':
      return subject === ''
        ? 'Nobody can tell whether the engine sets link variables: its version is not known.'
        : `Nobody can tell whether this engine sets link variables: its API version is "${subject}".`;
    case 'dangling':
      return `The link is dangling: the container "${subject}" it was made for is gone, even if another one has its name now.`;
    case 'receiver-off-bridge':
      return `"${subject}" is no longer on the default bridge, so its legacy links have no effect.`;
    case 'source-off-bridge':
      return `"${subject}" is not on the default bridge, so a receiver that links to it cannot start.`;
    case 'source-stopped':
      return `"${subject}" does not run, so a receiver that links to it cannot start.`;
    case 'source-unread':
      return `Nothing was read of "${subject}".`;
    case 'dns-link':
      return `The link is a private name in the DNS of the network "${subject}"; such links never set variables.`;
    case 'connected-to-bridge':
      return 'The link was added while connecting to the default bridge, where the engine keeps it without any effect.';
    case 'no-network':
      return 'The receiver has no network, so the link has no effect.';
  }
}
