/** What a demo lab judges its data by, as it came to be. */
export type QualityScenario = {
  name: string;
  description: string;
  /** Days before the end on which each text was saved, the oldest first. */
  versions: readonly { daysAgo: number; text: string }[];
  /** Days before the end since when it runs once a day. */
  since: number;
  /** A file that somebody checked. */
  file: { name: string; text: string };
};
