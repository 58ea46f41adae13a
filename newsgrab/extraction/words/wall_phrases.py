"""The words of pages that keep their text back or have none: paywalls, errors, logins, empty shells."""

from __future__ import annotations

from newsgrab.extraction.words.ignorecase import IgnoreCase
from newsgrab.extraction.words.phrases import phrase_pattern

# What stands where a text is cut off for those who have not paid or registered.
PAYWALL_WORDS = """
ar: للاشتراك ومتابعة القراءة | اشترك لمتابعة القراءة | اشترك لقراءة | هذا المحتوى للمشتركين
ar: لقراءة المقال كاملا | سجل الدخول لمتابعة
fa: برای خواندن ادامه مطلب مشترک | ویژه مشترکان
he: לקריאת הכתבה המלאה | הכתבה המלאה למנויים | רכשו מנוי
en: subscribe to continue | subscribe to read | subscribe now to read | sign in to continue
en: sign in to read | log in to continue
en: to continue reading | to read the full story | to view the full story | to read this article
en: already a subscriber
en: this article is for subscribers | this content is for subscribers | for subscribers only
en: subscribers only | register to read
en: create a free account to | you have reached your limit | you've reached your limit
en: unlock this article | keep reading with
fr: réservé aux abonnés | abonnez-vous pour lire | pour lire la suite | il vous reste
fr: la suite est réservée | déjà abonné
de: weiterlesen mit | jetzt weiterlesen | um weiterzulesen | diesen artikel weiterlesen
de: nur für abonnenten | bereits abonnent
de: mit plus weiterlesen | lesen sie diesen artikel mit
es: para seguir leyendo | suscríbete para seguir | contenido exclusivo para suscriptores | solo para suscriptores
es: ya eres suscriptor | regístrate para seguir leyendo
pt: exclusivo para assinantes | assine para continuar | conteúdo para assinantes | já é assinante
it: per continuare a leggere | contenuto riservato agli abbonati | riservato agli abbonati | abbonati per leggere
ru: доступно только подписчикам | только для подписчиков | оформите подписку | чтобы читать дальше | чтобы дочитать
pl: aby czytać dalej | dostęp do treści | tylko dla prenumeratorów | treść dostępna dla | pozostało do przeczytania
tr: devamını okumak için | abonelere özel | okumaya devam etmek için
el: μόνο για συνδρομητές | για συνδρομητές
zh: 登录后继续阅读 | 订阅后继续阅读 | 付费阅读 | 成为会员继续阅读 | 登入以繼續閱讀 | 本文为付费内容
ja: 有料会員になると | 有料記事です | 会員限定記事  | ログインして続きを読む | この記事は有料
ko: 유료회원 | 로그인 후 이용
nl: alleen voor abonnees | lees verder met | om verder te lezen
sv: för att läsa vidare | bara för prenumeranter | logga in för att läsa
no: for abonnenter | logg inn for å lese | for å lese videre
da: kun for abonnenter | læs videre med | for at læse videre
fi: vain tilaajille | jatka lukemista
cs: pouze pro předplatitele | pro předplatitele
"""
PAYWALL = IgnoreCase(phrase_pattern(PAYWALL_WORDS))

# What pages say that are there instead of the one that was asked for.
ERROR_WORDS = """
ar: الصفحة غير موجودة | الصفحة التي تبحث عنها | خطأ 404 | لم يتم العثور على الصفحة
fa: صفحه مورد نظر یافت نشد | صفحه یافت نشد
he: הדף לא נמצא | העמוד לא נמצא
en: 404 | page not found | 404 not found | page you requested | page you are looking for | error 5
en: internal server error
en: service unavailable | bad gateway
fr: page introuvable | page non trouvée | cette page n'existe
de: seite nicht gefunden | seite wurde nicht gefunden
es: página no encontrada | no encontrada
pt: página não encontrada
it: pagina non trovata
ru: страница не найдена | ошибка 404
pl: strona nie została znaleziona | nie znaleziono strony
tr: sayfa bulunamadı
zh: 页面不存在 | 页面未找到 | 找不到页面 | 找不到網頁
ja: ページが見つかりません | お探しのページ
"""
ERROR = IgnoreCase(phrase_pattern(ERROR_WORDS))

WALL_WORDS = """
ar: تحقق من أنك إنسان | يرجى تسجيل الدخول | تسجيل الدخول للمتابعة
fa: من ربات نیستم | برای ادامه وارد شوید
en: just a moment | checking your browser | verify you are human | verify that you are | are you a robot
en: captcha | access denied
en: unusual traffic | enable cookies | attention required | before you continue | we value your privacy
en: log in to continue
en: sign in to continue | you have been blocked | security check | please log in | please sign in
fr: vérifiez que vous êtes | accès refusé | avant de continuer | veuillez vous connecter
de: zugriff verweigert | bevor sie fortfahren | bitte melden sie sich an | mit werbung weiterlesen
es: acceso denegado | verifica que eres | antes de continuar | inicia sesión
ru: доступ запрещён | доступ запрещен | подтвердите, что вы не робот | войдите, чтобы
pl: zaloguj się, aby
tr: robot olmadığınızı
zh: 请完成验证 | 安全验证 | 请登录 | 访问验证
ja: ログインしてください | アクセスが拒否
"""
WALL = IgnoreCase(phrase_pattern(WALL_WORDS))
SCRIPT_WORDS = """
ar: يرجى تفعيل جافا سكريبت | تفعيل جافا
en: enable javascript | requires javascript | javascript is disabled | need to enable javascript
en: turn on javascript
fr: activer javascript
de: javascript aktivieren
es: habilitar javascript | activar javascript
ru: включите javascript
"""
SCRIPT = IgnoreCase(phrase_pattern(SCRIPT_WORDS))
