import { basename, dirname } from 'node:path';
import { fileLinks } from '../domain/compose/fileLinks.ts';
import type { FileLink } from '../domain/compose/fileLinks.ts';
import type { ImageFacts } from '../domain/compose/image.ts';
import { literal } from '../domain/compose/linkNames.ts';
import type { Sibling } from '../domain/compose/lineage.ts';
import type { ComposeFile, ComposeFormat, ComposeService, Oddity } from '../syntax/compose/composeFile.ts';
import { readCompose } from '../syntax/compose/read.ts';
import { readInside, readSiblings, readText, reasonOf } from './files.ts';
import type { FoundFile } from './files.ts';
import { readImages } from './images.ts';

/** What a report says about one file: its links, or why there is nothing to say. */
export interface FileAnswer {
  readonly path: string;
  /** Null when the file cannot be read. */
  readonly format: ComposeFormat | null;
  readonly error: string | null;
  readonly links: readonly FileLink[];
  readonly services: readonly ComposeService[];
  /** The project's name, where the file tells it. */
  readonly project: string | null;
  /** What is known of the images of links' sources, by service. */
  readonly images: ReadonlyMap<string, ImageFacts>;
  /** What is odd in the file but does not keep it from being read. */
  readonly oddities: readonly Oddity[];
}

const NOTHING = { format: null, links: [], services: [], project: null, images: new Map<string, ImageFacts>(), oddities: [] };

/** Reads one file; null for a file that is no compose file after all. */
export async function answerFor({ path, shown, kind }: FoundFile): Promise<FileAnswer | null> {
  const failed = (error: string): FileAnswer => ({ ...NOTHING, path: shown, error });
  let text: string;
  try {
    text = await readText(path);
  } catch (error) {
    return failed(reasonOf(error));
  }
  const reading = readCompose(text, { kind });
  switch (reading.kind) {
    case 'compose': {
      const { format, oddities, services, name } = reading.file;
      const links = await linksOf(reading.file, path);
      const images = await readImages(reading.file, links, path, readInside);
      return { path: shown, format, error: null, links, services, project: name && literal(name.value), images, oddities };
    }
    case 'fault':
      return failed(`Line ${reading.range.start.line + 1}: ${reading.message}`);
    case 'other':
      return kind === 'if-services' ? null : failed(`Not a compose file. ${reading.reason}`);
  }
}

/** Siblings are read only for a file that leaves something open. */
async function linksOf(file: ComposeFile, path: string): Promise<readonly FileLink[]> {
  const alone = fileLinks(file, []);
  const open = alone.some(({ mechanism, targetState }) => mechanism === 'unknown' || targetState === 'missing');
  return open ? fileLinks(file, (await readSiblings(dirname(path), basename(path))).map(siblingOf)) : alone;
}

function siblingOf({ name, text }: { readonly name: string; readonly text: string }): Sibling {
  const reading = readCompose(text);
  return reading.kind === 'compose' ? { kind: 'compose', name, file: reading.file } : { kind: 'unreadable', name, text };
}
