/** A Compose program, or why there is none; `end` ends what was started for it. */
export interface FoundCompose {
  readonly program?: string;
  readonly reason?: string;
  readonly end?: () => void;
}

export function oldCompose(): FoundCompose;

export function newCompose(): FoundCompose;
