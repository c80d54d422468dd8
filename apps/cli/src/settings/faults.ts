/** What is wrong with one setting; never its value. */
export type Fault = Readonly<{ setting: string; zh: string; en: string }>;

const line = ({ setting, zh, en }: Fault): string => `  ${setting}: ${zh} · ${en}`;

/** The configuration is refused: names every fault at once. */
export class SettingsRefused extends Error {
  override readonly name = 'SettingsRefused';
  constructor(readonly faults: readonly Fault[]) {
    super(
      [
        `配置有 ${faults.length} 处错误,未启动。 ${faults.length} fault${faults.length === 1 ? '' : 's'} in the configuration; nothing was started.`,
        ...faults.map(line),
      ].join('\n'),
    );
  }
}
