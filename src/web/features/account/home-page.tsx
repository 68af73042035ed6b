import { Navigate } from '@tanstack/react-router';
import { useInstallation, useMe } from '../../api/queries.ts';
import { homeOf } from '../../api/who-may.ts';
import { Loading } from '../../ui/loading.tsx';

/** The door: goes where one belongs. */
export function HomePage() {
  const me = useMe();
  const installation = useInstallation();
  if (me.data) return <Navigate to={homeOf(me.data)} replace />;
  if (me.isLoading || installation.isLoading) return <Loading />;
  return <Navigate to={installation.data?.needsSetup ? '/einrichten' : '/anmelden'} replace />;
}
