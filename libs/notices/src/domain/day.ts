/** The last instant of a civil day in Asia/Shanghai, which has kept UTC+8 since 1991. */
export const endOf = (day: string): string => `${day}T15:59:59.999Z`;
