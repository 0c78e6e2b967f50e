import type { Server, ServerResponse } from 'node:http';
import type { ListenOptions } from 'node:net';
import type { TlsOptions } from 'node:tls';

export interface FakeContainer {
  readonly listed: Record<string, unknown>;
  readonly inspected: Record<string, unknown>;
}

export interface FakeOptions {
  readonly address?: string;
  readonly expose?: readonly string[];
  readonly env?: readonly string[];
  readonly links?: readonly (readonly [string, string])[];
  readonly linkNames?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly process?: readonly string[];
  readonly hosts?: string;
}

export interface FakeEngine {
  readonly asked: string[];
  readonly load: { readonly now: number; readonly most: number };
  readonly server: Server;
  readonly spoiled: Map<string, (answer: ServerResponse) => void>;
  writes(text: string, options?: { readonly ending?: boolean }): void;
  quiet(): Promise<void>;
  says(action: string, id: string): void;
  end(): Promise<void>;
}

export function fakeContainer(name: string, options?: FakeOptions): FakeContainer;

export function startFakeEngine(
  listen: string | ListenOptions,
  containers?: readonly FakeContainer[],
  options?: {
    readonly version?: string;
    readonly api?: string;
    readonly tls?: TlsOptions | null;
    readonly images?: Readonly<Record<string, { readonly expose?: readonly string[]; readonly env?: readonly string[] }>>;
  },
): Promise<FakeEngine>;
