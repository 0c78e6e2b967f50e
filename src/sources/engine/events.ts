/** Something that happened to a container or to the images: what, and to which. */
export interface EngineEvent {
  readonly action: string;
  /** The container's id; null for what concerns the whole engine. */
  readonly container: string | null;
  /** Whether names may lead to other images now; no container changed then. */
  readonly ofImages?: boolean;
}

/** The only events that can change a link, as Docker calls them and as Podman does (`died`, `remove`); reading a container makes events of its own (`top`, `archive-path`), which must not lead to more reading. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  container: ['create', 'start', 'die', 'died', 'stop', 'pause', 'unpause', 'destroy', 'remove', 'rename', 'update', 'health_status'],
  network: ['connect', 'disconnect', 'create', 'destroy'],
  image: ['pull', 'create', 'build', 'tag', 'untag', 'delete', 'remove', 'import', 'load'],
  daemon: ['reload'],
};

/** The filter that asks the engine for those events alone (`GET /events`). */
export const EVENT_FILTER = JSON.stringify({ type: Object.keys(ALLOWED), event: Object.values(ALLOWED).flat() });

/** Cuts a stream of JSON lines, which comes in pieces of any size, into the events that matter. */
export class EventReader {
  #rest = '';

  /** The events that are complete now; a line that is no event is passed over. */
  read(piece: string): readonly EngineEvent[] {
    const lines = (this.#rest + piece).split('\n');
    this.#rest = lines.pop() ?? '';
    return lines.flatMap((line) => eventOf(line) ?? []);
  }
}

/** The event of one line; null for one that changes no link. */
function eventOf(line: string): EngineEvent | null {
  const fields = recordOf(parsed(line));
  const type = typeof fields['Type'] === 'string' ? fields['Type'] : '';
  const action = typeof fields['Action'] === 'string' ? (fields['Action'].split(':')[0] ?? '') : '';
  if (!ALLOWED[type]?.includes(action)) return null;
  if (type === 'image') return { action, container: null, ofImages: true };
  const actor = recordOf(fields['Actor']);
  const id = type === 'container' ? actor['ID'] : recordOf(actor['Attributes'])['container'];
  return { action, container: typeof id === 'string' && id !== '' ? id : null };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
