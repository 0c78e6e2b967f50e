/**
 * What is true of the receiver in every phase of a capture, written by hand: case, phase, then the codes on engines up to 28, on 29 with the
 * escape hatch, and on 29. `kept` is kept-by-escape-hatch, `off` is not-set-on-engine, `-` is nothing, `*` is what stands to its left.
 */
export const EXPECTED = `
single-port                       | run                                        | right                                    | kept right                                    | off right
restart-same-ip                   | source restarted                           | right                                    | kept right                                    | off right
restart-policy-source             | run                                        | right                                    | kept right                                    | off right
restart-policy-source             | source restarted by its policy             | right                                    | kept right                                    | off right
restart-new-ip                    | run                                        | right                                    | kept right                                    | off right
restart-new-ip                    | source restarted with another address      | stale                                    | kept stale                                    | off right
restart-new-ip                    | receiver restarted                         | right                                    | kept right                                    | off right
readonly-rootfs                   | run                                        | right                                    | kept right                                    | off right
readonly-rootfs                   | source restarted with another address      | stale                                    | kept stale                                    | off right
paused-source                     | run                                        | right                                    | kept right                                    | off right
source-stops-later                | run                                        | right                                    | kept right                                    | off right
source-stops-later                | source stopped                             | source-stopped                           | kept source-stopped                           | off source-stopped
source-stops-later                | receiver restarted while the source is stopped | source-stopped                       | *                                             | *
source-stops-later                | both started                               | right                                    | kept right                                    | off right
healthcheck                       | source stopped                             | source-stopped                           | kept source-stopped                           | off source-stopped
stopped-source-run                | run failed                                 | source-stopped                           | *                                             | *
stopped-source-run                | source started, receiver started           | right                                    | kept right                                    | off right
created-source                    | run failed                                 | source-stopped                           | *                                             | *
default-receiver-source-elsewhere | run                                        | source-off-bridge                        | *                                             | *
source-net-none                   | run failed                                 | source-off-bridge                        | *                                             | *
source-recreated                  | run                                        | right                                    | kept right                                    | off right
source-recreated                  | source removed                             | source-removed                           | kept source-removed                           | off source-removed
source-recreated                  | a new container with the same name         | source-recreated                         | kept source-recreated                         | off source-recreated
source-recreated                  | receiver restarted                         | source-recreated                         | *                                             | *
receiver-renamed                  | run                                        | right                                    | kept right                                    | off right
receiver-renamed                  | receiver renamed                           | receiver-renamed                         | kept receiver-renamed                         | off right
receiver-renamed                  | source restarted with another address      | stale receiver-renamed hosts-stale       | kept stale receiver-renamed hosts-stale       | off hosts-stale
receiver-renamed                  | receiver restarted                         | right                                    | kept right                                    | off right
daemon-restart-source-renamed     | renamed                                    | source-renamed                           | kept source-renamed                           | off source-renamed
daemon-restart-source-renamed     | daemon restarted, both started             | -                                        | *                                             | *
daemon-restart-policies           | run                                        | right                                    | kept right                                    | off right
daemon-restart-policies           | daemon restarted                           | right                                    | kept right                                    | off right
rm-link-daemon-restart            | link removed                               | link-removed                             | *                                             | -
rm-link-daemon-restart            | daemon restarted, both started             | right                                    | kept right                                    | off right
rm-receiver-names                 | run                                        | right                                    | kept right                                    | off right
rm-receiver-names                 | receiver removed                           | -                                        | *                                             | *
migrate-connect                   | legacy link                                | right                                    | kept right                                    | off right
migrate-connect                   | both connected                             | right hosts-beats-dns                    | kept right hosts-beats-dns                    | off right hosts-beats-dns
migrate-connect                   | left the default bridge                    | receiver-off-bridge hosts-beats-dns      | *                                             | *
migrate-connect                   | receiver restarted                         | receiver-off-bridge                      | *                                             | *
migrate-live-clean                | legacy link                                | right                                    | kept right                                    | off right
migrate-live-clean                | both connected, link removed               | link-removed                             | *                                             | -
migrate-live-clean                | left the default bridge                    | link-removed                             | *                                             | -
migrate-live-clean                | receiver restarted                         | -                                        | *                                             | *
migrate-live-ordered              | legacy link                                | right                                    | kept right                                    | off right
migrate-live-ordered              | link removed                               | link-removed                             | *                                             | -
migrate-live-ordered              | both connected                             | link-removed                             | *                                             | -
migrate-live-ordered              | left the default bridge                    | link-removed                             | *                                             | -
migrate-live-ordered              | receiver restarted                         | -                                        | *                                             | *
migrate-live-daemon-restart       | daemon restarted, both started             | receiver-off-bridge                      | *                                             | *
migrate-recreate                  | legacy link                                | right                                    | kept right                                    | off right
migrate-recreate                  | user-defined network                       | -                                        | *                                             | *
add-host-conflict                 | run                                        | add-host-wins                            | kept add-host-wins                            | off add-host-wins
add-host-conflict                 | source restarted with another address      | stale add-host-overwritten               | kept stale add-host-overwritten               | off add-host-overwritten
icc-false                         | run                                        | right                                    | kept right                                    | off right
icc-false-restart                 | source restarted with another address      | stale icc-rule-lost hosts-family-lost    | kept stale icc-rule-lost hosts-family-lost    | off hosts-family-lost
icc-false-restart                 | receiver restarted                         | right                                    | kept right                                    | off right
ipv6-restart                      | run                                        | right                                    | kept right                                    | off right
ipv6-restart                      | source restarted with other addresses      | stale icc-rule-lost hosts-family-lost    | kept stale icc-rule-lost hosts-family-lost    | off hosts-family-lost
circular-by-recreate              | re-created with a link back                | source-recreated                         | kept source-recreated                         | off source-recreated
circular-by-recreate              | the other side (1)                         | right                                    | kept right                                    | off right
circular-by-recreate              | daemon restarted, start of both tried      | source-stopped cycle                     | *                                             | *
circular-by-recreate              | the other side (2)                         | source-stopped cycle                     | *                                             | *
link-name-lookup                  | run                                        | right                                    | kept right                                    | off right
link-name-lookup                  | link to the link name                      | right                                    | kept right                                    | off right
create-warning                    | default                                    | right                                    | *                                             | *
create-warning                    | bridge                                     | right                                    | *                                             | *
create-warning                    | user                                       | no-shared-network                        | *                                             | *
name-case                         | user-defined network                       | dns-right                                | *                                             | *
name-case                         | default bridge                             | right                                    | kept right                                    | off right
user-network-missing              | receiver first                             | dns-source-missing                       | *                                             | *
user-network-missing              | source later, linked back (cycle)          | dns-right                                | *                                             | *
user-network-missing              | the other side                             | dns-right                                | *                                             | *
user-network-restart              | run                                        | dns-right                                | *                                             | *
user-network-restart              | source restarted with another address      | dns-right                                | *                                             | *
user-network-restart              | source renamed                             | dns-source-missing                       | *                                             | *
user-network-stopped              | source stopped                             | dns-source-stopped                       | *                                             | *
user-network-stopped              | source started                             | dns-right                                | *                                             | *
user-network-source-elsewhere     | run                                        | no-shared-network                        | *                                             | *
network-connect-link-bridge       | run                                        | no-effect                                | *                                             | *
net-none                          | run                                        | no-effect                                | *                                             | *
receiver-env-wins                 | run                                        | right own-variable-wins                  | kept right own-variable-wins                  | off right
alias-mangling-collision          | run                                        | prefix-collision                         | kept prefix-collision                         | off right
two-links                         | run                                        | right                                    | kept right                                    | off right
no-ports                          | run                                        | right                                    | kept right                                    | off right
`;

/** The codes that are expected of a phase of a capture; null when the table does not name it. */
export function expectedCodes(name: string, phase: string, tag: string): readonly string[] | null {
  const row = ROWS.find((cells) => cells[0] === name && cells[1] === phase);
  if (!row) return null;
  const column = tag.includes('-keep') ? 3 : tag.startsWith('29') ? 4 : 2;
  const cell = row.slice(2, column + 1).findLast((text) => text !== '*') ?? '';
  return cell === '-'
    ? []
    : cell
        .split(' ')
        .map((code) => SHORT[code] ?? code)
        .sort();
}

const SHORT: Readonly<Record<string, string>> = { kept: 'kept-by-escape-hatch', off: 'not-set-on-engine' };

const ROWS = EXPECTED.trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()));
