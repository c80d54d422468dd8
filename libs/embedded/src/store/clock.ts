/** The one place where the node reads the time of day, in milliseconds since 1970. */
export const now = (): number => Date.now();
