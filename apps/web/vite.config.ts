import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

/** Lays a compressed copy beside each file, so that nothing is compressed again for every reader. */
const compressed: Plugin = {
  name: 'compressed',
  writeBundle({ dir = '' }, bundle) {
    for (const [name, one] of Object.entries(bundle)) {
      if (!name.startsWith('assets/')) continue;
      const text = one.type === 'chunk' ? one.code : one.source;
      writeFileSync(join(dir, `${name}.br`), brotliCompressSync(text));
      writeFileSync(join(dir, `${name}.gz`), gzipSync(text));
    }
  },
};

/** The API serves what is built, under /app; what a running stack still serves is not removed. */
export default defineConfig({
  base: '/app/',
  plugins: [compressed],
  // the verifier is the very code of the command line, with its browser primitives
  resolve: { conditions: ['siyi-source', 'browser', 'module', 'import', 'default'] },
  build: { outDir: '../../dist/web', emptyOutDir: false, assetsInlineLimit: 0, chunkSizeWarningLimit: 1500 },
});
