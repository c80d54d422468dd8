import type { RouteObject } from 'react-router';
import { Shell } from './frame/shell';
import { Lost } from './frame/lost';
import { HomePage } from './home/home-page';
import { MatterPage } from './matter/matter-page';
import { VotePage } from './matter/vote-page';
import { AccountPage } from './session/account-page';
import { EnrolPage } from './session/enrol-page';
import { MustBeIn } from './session/session';
import { SignInPage } from './session/sign-in-page';
import { SittingPage } from './sitting/sitting-page';
import { ConvenePage } from './workbench/convene-page';
import { OpenMatterPage } from './workbench/open-matter-page';
import { PersonsPage } from './workbench/persons-page';
import { WorkbenchPage } from './workbench/workbench-page';

const own = (path: string, page: React.ReactNode): RouteObject => ({
  path,
  element: <MustBeIn>{page}</MustBeIn>,
});

/** Every page of the app by its address under /app. */
export const pages: RouteObject[] = [
  {
    element: <Shell />,
    children: [
      { path: '/sign-in', element: <SignInPage /> },
      { path: '/enrol', element: <EnrolPage /> },
      own('/', <HomePage />),
      own('/account', <AccountPage />),
      own('/matters/:id', <MatterPage />),
      own('/matters/:id/ballots/:ballot', <VotePage />),
      own('/sittings/:id', <SittingPage />),
      own('/workbench', <WorkbenchPage />),
      own('/workbench/:community', <WorkbenchPage />),
      own('/workbench/:community/open', <OpenMatterPage />),
      own('/workbench/:community/convene', <ConvenePage />),
      own('/workbench/:community/persons', <PersonsPage />),
      { path: '*', element: <Lost /> },
    ],
  },
];
