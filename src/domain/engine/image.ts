/** An image as `GET /images/{name}/json` answers. */
export interface EngineImage {
  readonly id: string;
  /** Keys of `Config.ExposedPorts`. */
  readonly exposedPorts: readonly string[];
  /** `Config.Env`, entries `NAME=value`. */
  readonly env: readonly string[];
}

/** The images of an engine by name; null for one that it does not have. */
export type EngineImages = ReadonlyMap<string, EngineImage | null>;

/** A name that may be asked for: a registry, a repository, and a tag or digest (distribution/reference `reference.go`). */
const REFERENCE =
  /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?\/)?[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/i;

/** The name under which an engine is asked for an image, one for all ways to write it; null for what is no name of an image. */
export function imageReference(written: string): string | null {
  if (written.length > 500 || !REFERENCE.test(written)) return null;
  const short = written.replace(/^(?:index\.)?docker\.io\/(?:library\/)?/, '');
  return /:[^/]*$|@/.test(short) ? short : `${short}:latest`;
}
