/** The parts of a policy's screen, in their order; calendars and declared states have screens of their own. */
export const views = ['document', 'tables', 'calendars', 'versions', 'declared'] as const;
export type View = (typeof views)[number];
