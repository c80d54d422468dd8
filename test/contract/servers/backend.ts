/** A server that a suite runs against; `stays` says why the suite cannot stop it and start it again. */
export type Server<T> = Readonly<{ name: string; start: () => Promise<T>; stays?: string }>;

/** A server that cannot be had here, and why. */
export type Absent = Readonly<{ name: string; absent: string }>;

export type Backend<T> = Server<T> | Absent;

/** Runs the suite over every server there is; what could not run is listed as skipped, with its reason. */
export function overEach<T>(backends: readonly Backend<T>[], suite: (server: Server<T>) => void): void {
  for (const backend of backends) {
    if ('absent' in backend) {
      const what = `${backend.name}: not run, ${backend.absent}`;
      console.info(what);
      const left = it.skip;
      left(what, () => undefined);
    } else describe(backend.name, () => suite(backend));
  }
}
