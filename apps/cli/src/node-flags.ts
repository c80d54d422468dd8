const quiet = '--disable-warning=ExperimentalWarning';

/**
 * Node lets a heap grow with the machine; one community's needs little, and garbage is to be taken away early. The limit
 * of the store lies far above what its largest batch needs.
 */
export const nodeFlags = {
  store: [quiet, '--max-semi-space-size=2', '--max-old-space-size=256'],
  app: [quiet, '--max-semi-space-size=8', '--max-old-space-size=1024'],
} as const;

/** One arena of glibc's for all threads: each further one keeps what its thread once needed. */
export const storeEnvironment = { MALLOC_ARENA_MAX: '1' } as const;
