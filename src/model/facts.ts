/** What is known of one file: its text, or why it was not read. */
export type FileFact = TextFact | UnreadFact;

/** A file's text: as on screen when it is open, else as stored. */
export interface TextFact {
  readonly kind: 'text';
  readonly uri: string;
  /** The file's folder, as a URI; files of one folder see each other's services. */
  readonly folder: string;
  /** The file's path as people write it, relative to its workspace folder. */
  readonly path: string;
  readonly text: string;
  /** The open document's version; null when the file is not open. */
  readonly version: number | null;
}

/** A file that was not read, and why. */
export interface UnreadFact {
  readonly kind: 'unread';
  readonly uri: string;
  readonly folder: string;
  readonly path: string;
  readonly reason: string;
}
