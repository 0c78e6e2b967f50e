import type { EngineOffer } from '../../model/engineChoice.ts';

/** One line of the choice among engines. */
export interface EnginePick {
  readonly value: string;
  readonly label: string;
  readonly description: string;
  readonly detail: string | null;
  readonly picked: boolean;
}

/** The lines to choose from: what is offered, and what is set but not offered; picked is what is followed now. */
export function picksOf(offers: readonly EngineOffer[], chosen: readonly string[]): readonly EnginePick[] {
  const values = new Set(offers.map(({ value }) => value));
  const others = chosen.filter((value, index) => !values.has(value) && chosen.indexOf(value) === index);
  return [
    ...offers.map(({ value, label, description, isDockers }) => ({
      value,
      label,
      description,
      detail: isDockers ? 'The docker command uses this engine.' : null,
      picked: chosen.length === 0 ? isDockers : chosen.includes(value),
    })),
    ...others.map((value) => ({ value, label: value, description: 'from the settings', detail: null, picked: true })),
  ];
}

/** What is to be set after a choice: nothing where it is the docker command's own, so that it keeps following that one. */
export function valuesOf(picked: readonly EnginePick[], offers: readonly EngineOffer[], chosen: readonly string[]): readonly string[] {
  const values = picked.map(({ value }) => value);
  const dockers = offers.find(({ isDockers }) => isDockers)?.value;
  const isUnchanged = chosen.length === 0 && values.length === 1 && values[0] === dockers;
  return isUnchanged ? [] : values;
}
