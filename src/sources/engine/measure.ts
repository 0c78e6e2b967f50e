import type { ContainerDetail } from '../../domain/engine/container.ts';
import { ASKERS, answerOf, askArgv, isAskable } from '../../domain/names/measured.ts';
import type { Answered, Asker, Measurement } from '../../domain/names/measured.ts';
import { isFault } from './api.ts';
import type { EngineApi } from './api.ts';
import { inParallel } from './inParallel.ts';

/** How long one name may take, in milliseconds. */
const DEADLINE = 10_000;

/** How many names one container is asked for. */
export const MOST_NAMES = 500;

/** What asking needs. */
export interface MeasureOptions {
  readonly api: Pick<EngineApi, 'run'>;
  /** The time of day as an RFC 3339 text. */
  readonly now: () => string;
  readonly signal: AbortSignal;
  /** Milliseconds that one name may take, 10,000 if not given. */
  readonly deadline?: number;
}

/** Asks a running container for names, by a program that it has and one name a call; a fault tells why nothing was learnt. What is read is never run: names are plain words to a program that we name. */
export async function measureNames(
  receiver: ContainerDetail,
  names: readonly string[],
  options: MeasureOptions,
): Promise<Measurement | { readonly fault: string }> {
  const { id, name: called, state } = receiver;
  const answers = new Map<string, Answered>();
  const askable: string[] = [];
  for (const name of names.slice(0, MOST_NAMES)) {
    if (isAskable(name)) askable.push(name);
    else answers.set(name, { kind: 'unknown', reason: `"${name}" is no host name that can be asked for.` });
  }
  for (const name of names.slice(MOST_NAMES))
    answers.set(name, { kind: 'unknown', reason: `Only ${MOST_NAMES} names are asked for at a time.` });
  const [first, ...rest] = askable;
  if (first === undefined) return { fault: `There is no name to ask "${called}" for.` };
  const found = await firstAsker(id, first, options);
  if (!found) return { fault: `"${called}" has none of ${ASKERS.join(', ')} that would tell, so it cannot be asked.` };
  if ('fault' in found) return found;
  answers.set(first, found.answered);
  const faults: string[] = [];
  await inParallel(rest, async (name) => {
    if (faults.length > 0 || options.signal.aborted) return;
    const answered = await ask(id, { asker: found.asker, name }, options);
    if (answered && 'fault' in answered) faults.push(answered.fault);
    else answers.set(name, answered ?? { kind: 'unknown', reason: `${found.asker} did not say.` });
  });
  if (options.signal.aborted) return { fault: `Asking "${called}" was cancelled.` };
  const [fault] = faults;
  if (fault !== undefined) return { fault };
  return { receiverId: id, startedAt: state.startedAt, asker: found.asker, at: options.now(), answers };
}

/** The best program that the container has and that says something. */
async function firstAsker(
  id: string,
  name: string,
  options: MeasureOptions,
): Promise<{ readonly asker: Asker; readonly answered: Answered } | { readonly fault: string } | null> {
  for (const asker of ASKERS) {
    const answered = await ask(id, { asker, name }, options);
    if (answered && 'fault' in answered) return answered;
    if (answered) return { asker, answered };
  }
  return null;
}

/** Null where the program is not there, or says nothing that can be used. */
async function ask(
  id: string,
  { asker, name }: { readonly asker: Asker; readonly name: string },
  { api, signal, deadline = DEADLINE }: MeasureOptions,
): Promise<Answered | { readonly fault: string } | null> {
  const late = AbortSignal.timeout(deadline);
  const answer = await api.run(id, askArgv(asker, name), AbortSignal.any([signal, late]));
  if (!isFault(answer)) return answerOf(asker, answer.value);
  if (signal.aborted) return { fault: 'It was cancelled.' };
  if (late.aborted || answer.code === 'silent') return { kind: 'unknown', reason: `It was not told within ${deadline / 1000} seconds.` };
  return /executable file not found|no such file or directory/i.test(answer.fault) ? null : { fault: answer.fault };
}
