import { invalid } from '#kernel';
import { subjects } from './subjects.js';
import { templates, words, type Bilingual } from './texts.js';

/** The fields of a notice, by name. */
export type Fields = Readonly<Record<string, string>>;

const placeholder = /\{(\w+)\}/g;

/** Subject and text of a template version, with their placeholders; a Rejection where there is none. */
export function templateOf(
  template: string,
  version: number,
): Readonly<Record<'subject' | 'body', Bilingual>> {
  const key = `${template}/${version}`;
  if (!Object.hasOwn(templates, key)) {
    const known = Object.keys(templates).join(', ');
    return invalid(
      'notice.templateUnknown',
      `没有通知模板 ${key}；已有：${known}`,
      `There is no template ${key}; there are ${known}`,
    );
  }
  const known = key as keyof typeof templates;
  return { subject: subjects[known], body: templates[known] };
}

/** Fills one text in both languages, codes in words; a Rejection names the field that nobody gave. */
export function filled(
  text: Bilingual,
  { template, version, fields }: Readonly<{ template: string; version: number; fields: Fields }>,
): Bilingual {
  const fill = (language: keyof Bilingual) =>
    text[language].replaceAll(placeholder, (_, name: string) => {
      const value = fields[name];
      if (value === undefined || value === '')
        return invalid(
          'notice.variableMissing',
          `通知模板 ${template} 缺少字段 ${name}`,
          `Template ${template} lacks its field ${name}`,
          { details: { template, version, field: name } },
        );
      const said = words[`${template}/${version}.${name}`] ?? words[name];
      return said?.[value]?.[language] ?? value;
    });
  return { zh: fill('zh'), en: fill('en') };
}

/** The text in both languages. A field that the template needs and nobody gave is refused before anything is sent. */
export const render = (template: string, version: number, fields: Fields): Bilingual =>
  filled(templateOf(template, version).body, { template, version, fields });

/** Names of the fields that a template version uses, sorted. */
export function fieldsOf(template: string, version: number): readonly string[] {
  const { subject, body } = templateOf(template, version);
  const texts = [subject.zh, subject.en, body.zh, body.en].join('\n');
  return [...new Set([...texts.matchAll(placeholder)].map(([, name]) => name ?? ''))].sort();
}

/** Refuses fields that the template does not know: what was meant to be said would be left out unseen. */
export function mustFit(template: string, version: number, fields: Fields): void {
  const known = fieldsOf(template, version);
  const unknown = Object.keys(fields).filter((name) => !known.includes(name));
  if (unknown.length > 0)
    invalid(
      'notice.variableUnknown',
      `通知模板 ${template} 第 ${version} 版没有字段 ${unknown.join('、')}；请改用含该字段的版本`,
      `Template ${template} version ${version} has no field ${unknown.join(', ')}; use a version that has it`,
      { article: 'procedures §6', details: { template, version, fields: unknown } },
    );
}
