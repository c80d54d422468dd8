import { Alert, Layout, theme } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { useSession } from '../session/session';
import { elder, language, useWords } from './i18n';
import './shell.css';

/** An address that changes how pages are shown, and leads back here. */
const viewed = (path: string, change: Record<string, string>): string =>
  `/view?${new URLSearchParams({ lang: language, type: elder ? 'large' : 'standard', ...change, back: `/app${path}` }).toString()}`;

function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const changed = (): void => setOnline(navigator.onLine);
    window.addEventListener('online', changed);
    window.addEventListener('offline', changed);
    return () => {
      window.removeEventListener('online', changed);
      window.removeEventListener('offline', changed);
    };
  }, []);
  return online;
}

/** The name of the window follows the heading of the page; a page that was reached by a link is read from its beginning. */
function usePageNamed(content: React.RefObject<HTMLElement | null>, pathname: string, brand: string): void {
  const before = useRef(pathname);
  useEffect(() => {
    const named = (): void => {
      const heading = content.current?.querySelector('h1')?.textContent;
      document.title = heading ? `${heading} · ${brand}` : brand;
    };
    const seen = new MutationObserver(named);
    if (content.current !== null)
      seen.observe(content.current, { childList: true, subtree: true, characterData: true });
    named();
    return () => seen.disconnect();
  }, [content, brand]);
  useEffect(() => {
    if (before.current !== pathname) content.current?.focus();
    before.current = pathname;
  }, [content, pathname]);
}

/** What stands around every page: name, menu, language, size of type. */
export function Shell() {
  const { say } = useWords();
  const { pathname } = useLocation();
  const session = useSession();
  const online = useOnline();
  const { token } = theme.useToken();
  const content = useRef<HTMLElement>(null);
  usePageNamed(content, pathname, say('brand'));
  const signedIn = session.data?.person != null;
  return (
    <Layout
      className="shell"
      style={{ background: token.colorBgContainer, color: token.colorText, fontSize: token.fontSize }}
    >
      <a className="skip" href="#content">
        {say('skip')}
      </a>
      <header style={{ borderBottom: `1px solid ${token.colorBorderSecondary}` }}>
        <NavLink className="brand" to="/" style={{ color: token.colorLink }}>
          {say('brand')}
        </NavLink>
        <nav aria-label={say('menu')}>
          {signedIn && (
            <>
              <NavLink to="/" end>
                {say('home')}
              </NavLink>
              <NavLink to="/workbench">{say('workbench')}</NavLink>
              <NavLink to="/more">{say('more')}</NavLink>
              <NavLink to="/account">{say('account')}</NavLink>
            </>
          )}
          <a href="/">{say('publicPages')}</a>
          <a
            href={viewed(pathname, { lang: language === 'zh' ? 'en' : 'zh' })}
            lang={language === 'zh' ? 'en' : 'zh-CN'}
          >
            {say('otherLanguage')}
          </a>
          <a href={viewed(pathname, { type: elder ? 'standard' : 'large' })}>
            {say(elder ? 'plain' : 'elder')}
          </a>
        </nav>
      </header>
      <main id="content" tabIndex={-1} ref={content}>
        {!online && <Alert type="warning" role="status" showIcon title={say('offline')} />}
        <Outlet />
      </main>
    </Layout>
  );
}
