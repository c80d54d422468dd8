import type { ReactNode } from 'react';

/** A short word beside something: how it stands. The word says it, the colour only helps. */
export const Mark = ({
  tone = 'plain',
  children,
}: Readonly<{ tone?: 'plain' | 'good' | 'wait' | 'bad'; children: ReactNode }>) => (
  <span className={`mark ${tone}`}>{children}</span>
);
