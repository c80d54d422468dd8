import type { Message, Sealed } from '#kernel';

/** Sealed fields arrive as text and are marked for sealing at the edge. */
type Plain<T> = T extends Sealed
  ? string
  : T extends readonly (infer U)[]
    ? readonly Plain<U>[]
    : T extends object
      ? { [K in keyof T]: Plain<T[K]> }
      : T;

/** What the body of a command of type T holds: its data without what stands in the path (P). */
export type BodyOf<C extends Message, T extends C['type'], P extends string = never> = Omit<
  Plain<Extract<C, { type: T }>['data']>,
  P
>;
