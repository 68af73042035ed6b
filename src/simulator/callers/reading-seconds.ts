/** From the person's card to the tap: at least and at most. */
export const READING_SECONDS = [10, 20] as const;
