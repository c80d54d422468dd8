import { defineConfig } from 'vite';

/** The API serves what is built, under /app; what a running stack still serves is not removed. */
export default defineConfig({
  base: '/app/',
  // the verifier is the very code of the command line, with its browser primitives
  resolve: { conditions: ['siyi-source', 'browser', 'module', 'import', 'default'] },
  build: { outDir: '../../dist/web', emptyOutDir: false, assetsInlineLimit: 0, chunkSizeWarningLimit: 1500 },
});
