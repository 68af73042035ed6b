import { Loading } from '../../ui/loading.tsx';

export function SignInPage() {
  return <Loading />;
}
