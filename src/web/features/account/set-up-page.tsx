import { Loading } from '../../ui/loading.tsx';

export function SetUpPage() {
  return <Loading />;
}
