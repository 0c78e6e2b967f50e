/** The way in which people have the workspace's code searched for readers of link variables. */
export interface UsageSearch {
  /** Searches anew, whether a link can set variables or not; resolves when the readers are in the snapshot, false when it was given up. */
  find(): Promise<boolean>;
}
