import { Loading } from '../../ui/loading.tsx';

export function JoinPage() {
  return <Loading />;
}
