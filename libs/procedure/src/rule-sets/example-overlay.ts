/** An example of a local overlay, in force nowhere: it shows how a charter tightens a few numbers of the set it extends. */
export const exampleOverlay = {
  id: 'example-overlay',
  title: {
    zh: '示例:更严的地方补充规则(并未施行)',
    en: 'example: a stricter local overlay (in force nowhere)',
  },
  statutory: true,
  example: true,
  extends: 'city-2026',
  effectiveFrom: '2026-01-01',
  steps: [
    {
      key: 'resolution',
      majority: {
        fraction: { num: 2, den: 3 },
        strict: false,
        base: 'present',
        source: '示例章程;比例见 [T10] 到会三分之二以上',
      },
      notice: { days: 5, counting: 'calendar', waivable: false, source: '示例章程;天数见山东 [L19 §24]' },
    },
    { key: 'resolutionPosting', minDays: { value: 20, source: '示例章程' } },
  ],
};
