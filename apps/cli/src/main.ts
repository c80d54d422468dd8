/** node:sqlite came to stay with 22.13; an older Node would end with a stack trace while it loads the rest. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major > 22 || (major === 22 && minor >= 13)) {
  const { run } = await import('./command-line.js');
  await run(process.argv.slice(2));
} else {
  console.error(
    `siyi: 当前 Node 为 ${process.versions.node},需要 22.13 以上;请用 npm run siyi -- …,它自带 Node 24。\n` +
      `  This Node is ${process.versions.node}, 22.13 is needed: use npm run siyi -- …, which brings Node 24.`,
  );
  process.exitCode = 1;
}
