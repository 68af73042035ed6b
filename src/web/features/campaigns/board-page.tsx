import { Loading } from '../../ui/loading.tsx';

export function BoardPage() {
  return <Loading />;
}
