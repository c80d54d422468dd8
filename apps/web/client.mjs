// Writes the types of the HTTP API, from the OpenAPI document that the API makes of itself, for the web app's client.
import { writeFileSync } from 'node:fs';
import openapiTS, { astToString } from 'openapi-typescript';

/** The types as they stand in apps/web/src/api/schema.d.ts. */
export const typesOf = async (document) =>
  `// Made by \`npm run client\` from the OpenAPI document of the API; a test compares.\n${astToString(await openapiTS(document))}`;

if (process.argv[1]?.endsWith('client.mjs')) {
  const { openApiDocument } = await import('../../dist/apps/api/src/app.js');
  writeFileSync('apps/web/src/api/schema.d.ts', await typesOf(await openApiDocument()));
}
