import type { RouteObject } from 'react-router';
import { Shell } from './frame/shell';
import { Broken } from './frame/broken';
import { Lost } from './frame/lost';
import { Loading } from './frame/states';
import { MorePage } from './home/more-page';
import { HomePage } from './home/home-page';
import { VotePage } from './matter/vote-page';
import { EnrolPage } from './session/enrol-page';
import { MustBeIn } from './session/session';
import { SignInPage } from './session/sign-in-page';

/** A page that is loaded when it is asked for. */
const later = (path: string, load: () => Promise<React.ComponentType>): RouteObject => ({
  path,
  lazy: async () => ({ Component: await load() }),
});

/** Every page of the app by its address under /app. */
export const pages: RouteObject[] = [
  {
    element: <Shell />,
    hydrateFallbackElement: <Loading />,
    errorElement: <Broken />,
    children: [
      { path: '/sign-in', element: <SignInPage /> },
      { path: '/enrol', element: <EnrolPage /> },
      {
        element: <MustBeIn />,
        children: [
          { path: '/', element: <HomePage /> },
          later('/account', async () => (await import('./session/account-page')).AccountPage),
          later('/matters/:id', async () => (await import('./matter/matter-page')).MatterPage),
          { path: '/matters/:id/ballots/:ballot', element: <VotePage /> },
          later('/sittings/:id', async () => (await import('./sitting/sitting-page')).SittingPage),
          later('/workbench', async () => (await import('./workbench/workbench-page')).WorkbenchPage),
          later(
            '/workbench/:community',
            async () => (await import('./workbench/workbench-page')).WorkbenchPage,
          ),
          later(
            '/workbench/:community/open',
            async () => (await import('./workbench/open-matter-page')).OpenMatterPage,
          ),
          later(
            '/workbench/:community/convene',
            async () => (await import('./workbench/convene-page')).ConvenePage,
          ),
          later(
            '/workbench/:community/persons',
            async () => (await import('./workbench/persons-page')).PersonsPage,
          ),
          { path: '/more', element: <MorePage /> },
          later(
            '/workbench/:community/import',
            async () => (await import('./administration/import-page')).ImportPage,
          ),
          later('/admissions', async () => (await import('./admission/desk-page')).DeskPage),
          later('/admissions/new', async () => (await import('./admission/new-request-page')).NewRequestPage),
          later('/admissions/:id', async () => (await import('./admission/request-page')).RequestPage),
          later(
            '/workbench/:community/admissions',
            async () => (await import('./admission/community-desk-page')).CommunityDeskPage,
          ),
          later('/audit/:stream', async () => (await import('./audit/history-page')).HistoryPage),
          later('/verify', async () => (await import('./audit/verify-page')).VerifyPage),
          later('/district', async () => (await import('./district/dashboard-page')).DashboardPage),
          later(
            '/district/:organization',
            async () => (await import('./district/dashboard-page')).DashboardPage,
          ),
          later('/rules', async () => (await import('./administration/rules-page')).RulesPage),
          later('/rules/:id', async () => (await import('./administration/rules-page')).RulesPage),
          later('/system', async () => (await import('./administration/system-page')).SystemPage),
        ],
      },
      { path: '*', element: <Lost /> },
    ],
  },
];
