'use client';

import { useRouter } from 'next/navigation';
import { useNotify } from '@/components/toast.tsx';

/** Goes from a form to the list, and shows a message there. */
export function useBackTo{{name|plural|pascal}}() {
  const notify = useNotify();
  const router = useRouter();
  return (message: string) => {
    notify(message);
    router.push('/{{name|plural|kebab}}');
  };
}
