import { choice, option, reason, type Act } from '../act/act';
import type { Sitting } from '../api/answers';

/** What may be thought of beside the course of a sitting; whether it may be done the API says. */
export function actsOn({ sitting: id, status, secondPersonNeeded }: Sitting): readonly Act[] {
  const at = { id };
  return [
    ...(secondPersonNeeded
      ? [
          {
            ...({
              key: 'ConfirmLateEntry',
              path: '/api/sittings/{id}/late-entry-confirmation',
              at,
              fields: [],
            } as const),
            title: { zh: '第二人确认补录', en: 'A second person confirms the late entry' },
          },
        ]
      : []),
    ...(status === 'open'
      ? [
          {
            ...({ key: 'AdjournSitting', path: '/api/sittings/{id}/adjournment', at } as const),
            title: { zh: '休会', en: 'Adjourn' },
            fields: [
              choice('kind', '原因', 'Ground', [
                option('noQuorum', '到会不足', 'no quorum'),
                option('other', '其他', 'other'),
              ]),
              reason,
            ],
          },
        ]
      : []),
    ...(status === 'convened'
      ? [
          {
            ...({
              key: 'CancelSitting',
              path: '/api/sittings/{id}/cancellation',
              at,
              fields: [reason],
            } as const),
            title: { zh: '取消会议', en: 'Call it off' },
          },
        ]
      : []),
  ];
}
