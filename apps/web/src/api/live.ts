import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { seen } from './client';

/** Reads anew, at once, whatever of a community changes elsewhere; after a break everything, since something may have been missed. */
export function useLive(community: string | undefined): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (community === undefined) return undefined;
    const source = new EventSource(`/api/communities/${community}/changes`);
    let broken = false;
    let soon: ReturnType<typeof setTimeout> | undefined;
    const readAnew = (): void => {
      // several events of one command, or of a busy minute, are read once
      soon ??= setTimeout(() => {
        soon = undefined;
        void queries.invalidateQueries({ queryKey: ['read'] });
      }, 250);
    };
    source.addEventListener('message', ({ data }: MessageEvent<string>) => {
      const { position } = JSON.parse(data) as { position: string };
      seen(position);
      readAnew();
    });
    source.addEventListener('error', () => (broken = true));
    source.addEventListener('open', () => {
      if (broken) readAnew();
      broken = false;
    });
    return () => {
      source.close();
      clearTimeout(soon);
    };
  }, [community, queries]);
}
