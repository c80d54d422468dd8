import type { FastifyRequest } from 'fastify';
import type { View } from './layout.js';
import { sayIn, type Language } from './words.js';

const cookieOf = ({ headers }: FastifyRequest, name: string): string | undefined =>
  new RegExp(`(?:^|;\\s*)${name}=(\\w+)`).exec(headers.cookie ?? '')?.[1];

/** The language that was chosen, else the one that the browser asks for first, else Chinese. */
export function viewOf(request: FastifyRequest): View {
  const chosen = cookieOf(request, 'lang');
  const asks = /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh';
  const language: Language = chosen === 'zh' || chosen === 'en' ? chosen : asks;
  return { language, elder: cookieOf(request, 'type') === 'large', say: sayIn(language) };
}
