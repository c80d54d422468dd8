import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { give, type Command, type Recorded } from './client';

type Giving = Readonly<{
  /** Gives a command; undefined when it was refused, which `failed` then holds. */
  run: (command: Command, key?: string) => Promise<Recorded | undefined>;
  busy: boolean;
  /** How often it was sent without an answer. */
  tries: number;
  failed: unknown;
}>;

/** Gives commands from a page: what was read before is read anew; the same command keeps its key until it is answered. */
export function useGiving(): Giving {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [tries, setTries] = useState(0);
  const [failed, setFailed] = useState<unknown>();
  const hold = useRef<Readonly<{ same: string; key: string }>>(undefined);

  const run = async (command: Command, key?: string): Promise<Recorded | undefined> => {
    const same = JSON.stringify(command);
    if (hold.current?.same !== same) hold.current = { same, key: key ?? crypto.randomUUID() };
    setBusy(true);
    setTries(0);
    setFailed(undefined);
    try {
      const recorded = await give(command, { key: hold.current.key, waiting: setTries });
      hold.current = undefined;
      await queries.invalidateQueries();
      return recorded;
    } catch (error) {
      setFailed(error);
      return undefined;
    } finally {
      setBusy(false);
      setTries(0);
    }
  };
  return { run, busy, tries, failed };
}
