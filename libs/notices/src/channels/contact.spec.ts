import { preferred, reachOf } from './contact.js';

describe('a contact as people write it', () => {
  it.each<[string, object]>([
    ['138 0000 0000', { phone: '13800000000' }],
    ['+86 138-0000-0000', { phone: '13800000000' }],
    ['010-62510000', {}],
    ['+852 2123 4567', { phone: '+85221234567' }],
    ['li.si@mail.example.cn', { email: 'li.si@mail.example.cn' }],
    ['电话：13800000000，邮箱 li@example.cn', { phone: '13800000000', email: 'li@example.cn' }],
    ['li@example.cn / 010-62510000 / 13900000000', { phone: '13900000000', email: 'li@example.cn' }],
    ['微信 lisi', {}],
    ['', {}],
    ['li@localhost', {}],
    ['"x y"@example.cn', {}],
    ['a@b@example.cn', {}],
  ])('%s', (contact, reach) => expect(reachOf(contact)).toEqual(reach));
});

describe('what a person asked for', () => {
  it.each([
    [['sms'], '13900000000'],
    [['email'], 'wang@example.cn'],
    [['email', 'sms'], 'wang@example.cn; 13900000000'],
    [[], 'wang@example.cn 139 0000 0000'],
  ] as const)('%j of a contact that holds both', (ways, kept) => {
    expect(preferred('wang@example.cn 139 0000 0000', ways)).toBe(kept);
  });
  it('nobody becomes unreachable by a way that he has no address for', () => {
    expect(preferred('139 0000 0000', ['email'])).toBe('139 0000 0000');
  });
});
