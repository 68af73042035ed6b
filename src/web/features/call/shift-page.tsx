import { Loading } from '../../ui/loading.tsx';

export function ShiftPage() {
  return <Loading />;
}
