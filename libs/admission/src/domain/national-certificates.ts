/**
 * The certificates that no residents' committee may be asked for: first national list, 民发〔2020〕20号 (six ministries),
 * in its order.
 */
export const nationalCertificates = [
  ...['亲属关系', '居民身份信息', '户口登记项目内容变更申请', '居民养犬', '无犯罪记录'],
  ...['社区戒毒社区康复人员情况', '人员失踪', '婚姻状况', '出生', '健在'],
  ...['死亡', '疾病状况', '残疾状况', '婚育状况', '居民就业状况'],
  ...['居民个人档案', '居民财产', '遗产继承权', '市场主体住所', '证件遗失'],
] as const;

/** A certificate of the national list, with its number there, from 1. */
export type NationalCertificate = Readonly<{ number: number; title: string; article: string }>;

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s,、。()·-]/gu, '')
    .replace(/证明$/u, '');

/** The item of the national list that a certificate asked for falls under, e.g. 亲属关系证明; undefined when none does. */
export function nationalCertificate(asked: string): NationalCertificate | undefined {
  const words = plain(asked);
  const at = nationalCertificates.findIndex((title) => words.includes(plain(title)));
  const title = nationalCertificates[at];
  if (title === undefined) return undefined;
  return { number: at + 1, title, article: `民发〔2020〕20号 附件第 ${at + 1} 项` };
}
