import { defineConfig } from 'vite';

/** The API serves what is built, under /app; what a running stack still serves is not removed. */
export default defineConfig({
  base: '/app/',
  build: { outDir: '../../dist/web', emptyOutDir: false, assetsInlineLimit: 0, chunkSizeWarningLimit: 1500 },
});
