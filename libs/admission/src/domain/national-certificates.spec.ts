import { nationalCertificate, nationalCertificates } from './national-certificates.js';

describe('certificates that no residents’ committee issues (民发〔2020〕20号)', () => {
  it('are twenty', () => {
    expect(new Set(nationalCertificates).size).toBe(20);
  });

  it.each([
    ['亲属关系证明', 1, '亲属关系'],
    ['银行要求的亲属关系证明', 1, '亲属关系'],
    ['无犯罪记录', 5, '无犯罪记录'],
    ['婚姻状况', 8, '婚姻状况'],
    ['遗产继承权证明(公证用)', 18, '遗产继承权'],
    ['证件遗失证明', 20, '证件遗失'],
  ])('%s is item %i', (asked, number, title) => {
    expect(nationalCertificate(asked)).toEqual({
      number,
      title,
      article: `民发〔2020〕20号 附件第 ${number} 项`,
    });
  });

  it.each(['居住证明', '低保申请', '', '证明'])('%s is none of them', (asked) => {
    expect(nationalCertificate(asked)).toBeUndefined();
  });
});
