import { App, ConfigProvider, theme } from 'antd';
import en from 'antd/locale/en_US';
import zh from 'antd/locale/zh_CN';
import { useEffect, useState, type ReactNode } from 'react';
import { elder, language } from './i18n';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="nonce"]')?.content ?? '';
const asksDark = window.matchMedia('(prefers-color-scheme: dark)');

/** The colours hold 4.5 : 1 against what they stand on (WCAG 2.2 AA); large type is 1.35 times as large. */
export function Themed({ children }: Readonly<{ children: ReactNode }>) {
  const [dark, setDark] = useState(asksDark.matches);
  useEffect(() => {
    const changed = (): void => setDark(asksDark.matches);
    asksDark.addEventListener('change', changed);
    return () => asksDark.removeEventListener('change', changed);
  }, []);
  useEffect(() => {
    document.documentElement.classList.toggle('dark', dark);
    document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
    document.body.style.background = dark ? '#141414' : '#ffffff';
    document.body.style.margin = '0';
  }, [dark]);
  return (
    <ConfigProvider
      csp={{ nonce }}
      locale={language === 'zh' ? zh : en}
      button={{ autoInsertSpace: false }}
      theme={{
        algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
        token: {
          colorPrimary: dark ? '#b8452c' : '#a8321a',
          colorInfo: dark ? '#b8452c' : '#a8321a',
          colorLink: dark ? '#f0917b' : '#a8321a',
          colorSuccess: dark ? '#6abf69' : '#24702a',
          colorWarning: dark ? '#e0a33b' : '#8a5300',
          colorError: dark ? '#ff8278' : '#b3261e',
          colorTextDescription: dark ? 'rgba(255,255,255,0.75)' : 'rgba(0,0,0,0.68)',
          colorTextSecondary: dark ? 'rgba(255,255,255,0.78)' : 'rgba(0,0,0,0.70)',
          colorTextTertiary: dark ? 'rgba(255,255,255,0.72)' : 'rgba(0,0,0,0.65)',
          colorTextPlaceholder: dark ? 'rgba(255,255,255,0.66)' : 'rgba(0,0,0,0.60)',
          colorTextDisabled: dark ? 'rgba(255,255,255,0.66)' : 'rgba(0,0,0,0.60)',
          fontSize: elder ? 20 : 16,
          controlHeight: elder ? 56 : 40,
          borderRadius: 6,
          motion: false,
          fontFamily:
            'system-ui, "Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif',
        },
      }}
    >
      <App>{children}</App>
    </ConfigProvider>
  );
}
