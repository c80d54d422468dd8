import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { words } from './words';

export type Language = 'zh' | 'en';
/** A sentence in both languages, as the API gives it. */
export type Text = Readonly<{ zh: string; en: string }>;
export type Word = keyof typeof words;

/** The language of the page, as the server wrote it into the document: it follows the reader's choice. */
export const language: Language = document.documentElement.lang === 'en' ? 'en' : 'zh';
/** Large type and plain words. */
export const elder = document.documentElement.classList.contains('elder');

const inLanguage = (one: Language) =>
  Object.fromEntries(Object.entries(words).map(([key, pair]) => [key, pair[one === 'zh' ? 0 : 1]]));

/** Starts the words of the app. */
export const startWords = (): Promise<unknown> =>
  i18next.use(initReactI18next).init({
    lng: language,
    resources: { zh: { translation: inLanguage('zh') }, en: { translation: inLanguage('en') } },
    interpolation: { prefix: '{', suffix: '}', escapeValue: false },
    keySeparator: false,
    nsSeparator: false,
  });

export type Say = (word: Word, values?: Readonly<Record<string, string | number>>) => string;

/** The words of the app, and `pick` for sentences that come in both languages. */
export function useWords(): Readonly<{ say: Say; pick: (text: Text) => string }> {
  const { t } = useTranslation();
  return { say: (word, values) => t(word, values ?? {}), pick: (text) => text[language] };
}
