export { html, Html, type Part } from './html.js';
export { page, pages, table, type Foot, type Sheet } from './page.js';
export { dayWords, moneyWords, stepTitle, timeWords, type Naming } from './words.js';
export { dayCodeOf, dayOfCode } from './day-code.js';
export { matterOf, type Matter } from './matter.js';
export * from './sheets.js';
export * from './notice-sheets.js';
export { admissionFile, closesFile, decisionFile, type ArchiveFile, type Retention } from './file.js';
