/** Why an engine could not be read: a stable code and one sentence for people. */
export interface EngineFault {
  readonly code: 'no-engine' | 'no-permission' | 'not-running' | 'silent' | 'garbage' | 'refused' | 'unusable-address' | 'failed';
  readonly fault: string;
}

/** How it stands with an engine: being asked for the first time, followed, known from before while nobody looks, or out of reach and asked again and again. */
export type EngineHealth =
  | { readonly state: 'connecting' }
  | { readonly state: 'connected' }
  | { readonly state: 'resting' }
  | ({ readonly state: 'down' } & EngineFault);
