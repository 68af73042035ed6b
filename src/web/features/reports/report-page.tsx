import { Loading } from '../../ui/loading.tsx';

export function ReportPage() {
  return <Loading />;
}
