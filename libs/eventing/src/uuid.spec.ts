import { later } from './clock.js';
import { uuidV5 } from './uuid.js';

describe('uuid version 5', () => {
  it('agrees with the example of RFC 9562, appendix A.4', () => {
    expect(uuidV5('www.example.com', '6ba7b810-9dad-11d1-80b4-00c04fd430c8')).toBe(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    );
  });

  it('reads a name as UTF-8 and tells names apart', () => {
    expect(uuidV5('四议')).toBe(uuidV5('四议'));
    expect(uuidV5('四议')).not.toBe(uuidV5('两公开'));
  });
});

describe('later', () => {
  it('compares instants, not their spelling', () => {
    expect(later('2026-01-01T00:00:00.500Z', '2026-01-01T00:00:00Z')).toBe('2026-01-01T00:00:00.500Z');
    expect(later('2026-01-01T00:00:00Z', '2026-01-01T00:00:00.500Z')).toBe('2026-01-01T00:00:00.500Z');
    expect(later('2026-01-01T00:00:00Z', undefined)).toBe('2026-01-01T00:00:00Z');
  });
});
