import { forbidden, type By } from '#kernel';

/** Refuses everybody but these roles of the machine (`system:<role>`), which exist only inside the process. */
export function onlySystem(by: By, ...roles: readonly string[]): void {
  if (roles.some((role) => by.person === `system:${role}`)) return;
  forbidden(
    'notice.onlySystem',
    '通知由系统依据已记录的事件发出，任何人不得直接操作；请在相应的会议、决策或公示上操作',
    'Notices follow from recorded events; nobody acts on them directly. Act on the sitting, decision or posting instead',
    { article: 'procedures §6', details: { by: by.person } },
  );
}
