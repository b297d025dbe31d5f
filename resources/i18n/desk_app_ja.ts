<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja_JP" sourcelanguage="en">
<context>
    <name>AboutProgram</name>
    <message>
        <source>About this program</source>
        <translation>このプログラムについて</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>ライブラリ</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>ライセンス</translation>
    </message>
    <message>
        <source>desk_app {version}, under the MIT licence. It sends nothing anywhere.</source>
        <translation>desk_app {version}　MITライセンス。どこへも何も送りません。</translation>
    </message>
</context>
<context>
    <name>AddPaper</name>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>Kind of document</source>
        <translation>書類の種類</translation>
    </message>
    <message>
        <source>Whose document</source>
        <translation>誰の書類か</translation>
    </message>
</context>
<context>
    <name>AfterFirstStart</name>
    <message>
        <source>A desk for real applications</source>
        <translation>本番の窓口を作る</translation>
    </message>
    <message>
        <source>After Later the first backup is made by itself, within the hour or at the exit.</source>
        <translation>「後で」にすると、最初のバックアップは1時間以内か終了時に自動で作られます。</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>窓口を始める</translation>
    </message>
    <message>
        <source>Close it</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Close the program?</source>
        <translation>プログラムを閉じますか</translation>
    </message>
    <message>
        <source>Goes on once the last group fits</source>
        <translation>最後の組が合うと進めます</translation>
    </message>
    <message>
        <source>Later leaves steps 4 to 6 for the next sign-in or the settings. Until then no backup is made.</source>
        <translation>「後で」にすると、手順4から6は次に入るときか「設定」で行います。それまで、バックアップは作られません。</translation>
    </message>
    <message>
        <source>Later leaves steps 5 and 6 for the next sign-in or the settings. Until then no backup is made.</source>
        <translation>「後で」にすると、手順5と6は次に入るときか「設定」で行います。それまで、バックアップは作られません。</translation>
    </message>
    <message>
        <source>Make the backup</source>
        <translation>バックアップを取る</translation>
    </message>
    <message>
        <source>To work in the desk without it now, choose Later.</source>
        <translation>この手順なしで仕事を始めるには、「後で」を選んでください。</translation>
    </message>
    <message>
        <source>What was done stays; the next sign-in goes on at this step.</source>
        <translation>済んだことは残ります。次に開くと、この手順から続きます。</translation>
    </message>
</context>
<context>
    <name>ApplicationAxes</name>
    <message numerus="yes">
        <source> and %n more</source>
        <translation>
            <numerusform>、ほか%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>(changed since the approval: {items})</source>
        <translation>（承認後に変わったもの：{items}）</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>決定</translation>
    </message>
    <message>
        <source>not asked for</source>
        <translation>求めません</translation>
    </message>
    <message>
        <source>in the ledger of before: {words}</source>
        <translation>従来の台帳: {words}</translation>
    </message>
    <message numerus="yes">
        <source>%n finding(s) below</source>
        <translation>
            <numerusform>下の確認結果に%n件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ApplicationBody</name>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>到着</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>照会日</translation>
    </message>
    <message>
        <source>By</source>
        <translation>訂正した人</translation>
    </message>
    <message>
        <source>Claim</source>
        <translation>請求事項</translation>
    </message>
    <message>
        <source>Claims</source>
        <translation>請求事項</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>訂正した項目</translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation>訂正・書き直し</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>決定</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部署</translation>
    </message>
    <message>
        <source>Departments</source>
        <translation>部署への照会</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文書番号</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>確認結果</translation>
    </message>
    <message>
        <source>Ground</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>通知書</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>通知書</translation>
    </message>
    <message>
        <source>New value</source>
        <translation>訂正後</translation>
    </message>
    <message>
        <source>Old value</source>
        <translation>訂正前</translation>
    </message>
    <message>
        <source>Original?</source>
        <translation>原本・写し</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>書類</translation>
    </message>
    <message>
        <source>Papers</source>
        <translation>書類</translation>
    </message>
    <message>
        <source>Posting</source>
        <translation>発送</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>扱い</translation>
    </message>
    <message>
        <source>What data</source>
        <translation>求める内容</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>場所</translation>
    </message>
    <message>
        <source>Inquiry</source>
        <translation>問合せ</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>申し出の内容</translation>
    </message>
    <message>
        <source>Came from</source>
        <translation>もとの問合せ</translation>
    </message>
</context>
<context>
    <name>ApplicationBook</name>
    <message>
        <source>Compare by eye</source>
        <translation>目で照合する</translation>
    </message>
    <message>
        <source>Decide: {topic}</source>
        <translation>{topic}を判断</translation>
    </message>
    <message>
        <source>Nothing came</source>
        <translation>届いていない</translation>
    </message>
    <message>
        <source>It came: {do}</source>
        <translation>届いた: {do}</translation>
    </message>
</context>
<context>
    <name>ApplicationColumns</name>
    <message>
        <source>Claims</source>
        <translation>請求事項</translation>
    </message>
    <message>
        <source>Next date</source>
        <translation>次の期日</translation>
    </message>
    <message>
        <source>Kana</source>
        <translation>フリガナ</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次にすること</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>受付番号</translation>
    </message>
    <message>
        <source>Principal</source>
        <translation>本人</translation>
    </message>
    <message>
        <source>Principal, claims</source>
        <translation>本人・請求事項</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>到着</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Days left</source>
        <translation>残り日数</translation>
    </message>
    <message>
        <source>Looked after by</source>
        <translation>担当</translation>
    </message>
</context>
<context>
    <name>ApplicationCourse</name>
    <message>
        <source>Arrived</source>
        <translation>到着</translation>
    </message>
    <message>
        <source>Came back</source>
        <translation>返戻</translation>
    </message>
    <message>
        <source>Change of address arrived</source>
        <translation>住所変更が到着</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>完了</translation>
    </message>
    <message>
        <source>Corrected: {field}</source>
        <translation>入力を訂正: {field}</translation>
    </message>
    <message>
        <source>Decision approved</source>
        <translation>決定を承認</translation>
    </message>
    <message>
        <source>Decision proposed</source>
        <translation>決定を起案</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>配達済み</translation>
    </message>
    <message>
        <source>Department answered</source>
        <translation>部署が回答</translation>
    </message>
    <message>
        <source>Department asked</source>
        <translation>部署に照会</translation>
    </message>
    <message>
        <source>Department chased</source>
        <translation>部署に督促</translation>
    </message>
    <message>
        <source>Disposal due</source>
        <translation>廃棄期限</translation>
    </message>
    <message>
        <source>Kept until</source>
        <translation>保管の最終日</translation>
    </message>
    <message>
        <source>Lapse confirmed</source>
        <translation>みなしを確認</translation>
    </message>
    <message>
        <source>Law: two weeks after arrival a suit is possible</source>
        <translation>到着から2週間で訴えを起こせます（法第39条）</translation>
    </message>
    <message>
        <source>Letter issued</source>
        <translation>通知書を発行</translation>
    </message>
    <message>
        <source>Letter made void</source>
        <translation>通知書を取消し</translation>
    </message>
    <message>
        <source>Posted</source>
        <translation>発送済み</translation>
    </message>
    <message>
        <source>Postmark</source>
        <translation>消印</translation>
    </message>
    <message>
        <source>Proposal sent back</source>
        <translation>起案を差し戻し</translation>
    </message>
    <message>
        <source>Proposal taken back</source>
        <translation>起案を取下げ</translation>
    </message>
    <message>
        <source>Reply target</source>
        <translation>回答目標日</translation>
    </message>
    <message>
        <source>Supplement arrived</source>
        <translation>補正書類が到着</translation>
    </message>
    <message>
        <source>Supplement due</source>
        <translation>補正の期限</translation>
    </message>
    <message>
        <source>The day the last letter is posted</source>
        <translation>最後の通知書を発送した日</translation>
    </message>
    <message>
        <source>Withdrawal arrived</source>
        <translation>取下げ書が到着</translation>
    </message>
    <message>
        <source>Withdrawal confirmed</source>
        <translation>取下げを確認</translation>
    </message>
    <message>
        <source>Written anew: {field}</source>
        <translation>請求者の書き直し: {field}</translation>
    </message>
    <message>
        <source>{kind}, opened by {people}</source>
        <translation>{kind}　開封 {people}</translation>
    </message>
    <message>
        <source>{what} (since {day})</source>
        <translation>{what}（{day}から）</translation>
    </message>
    <message>
        <source>Completed, by the ledger of before</source>
        <translation>完了（従来の台帳）</translation>
    </message>
    <message>
        <source>Carried over</source>
        <translation>台帳から引継ぎ</translation>
    </message>
    <message numerus="yes">
        <source>Kept %n year(s) from then</source>
        <translation>
            <numerusform>そこから%n年保管</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ApplicationFindings</name>
    <message>
        <source>Supplement due</source>
        <translation>補正の期限</translation>
    </message>
    <message>
        <source>Law</source>
        <translation>法令</translation>
    </message>
    <message>
        <source>What is asked for</source>
        <translation>求める内容</translation>
    </message>
    <message numerus="yes">
        <source>Asked for before by the same person within %n month(s): {what}</source>
        <translation>
            <numerusform>同じ本人からの請求が過去%nか月にありました: {what}</numerusform>
        </translation>
    </message>
    <message>
        <source>Article 33(2)(ii): what notably impedes business may be refused.</source>
        <translation>法第33条第2項第2号: 業務の適正な実施に著しい支障を及ぼすおそれがある場合は、応じないことができます。</translation>
    </message>
    <message numerus="yes">
        <source>%n time(s)</source>
        <translation>
            <numerusform>%n回</numerusform>
        </translation>
    </message>
    <message>
        <source>By itself this is no ground ({article}).</source>
        <translation>これだけでは、応じない理由になりません（{article}）。</translation>
    </message>
</context>
<context>
    <name>ApplicationHeader</name>
    <message>
        <source>By the principal</source>
        <translation>本人からの請求</translation>
    </message>
    <message>
        <source>By {kind} {name}</source>
        <translation>{kind} {name}による請求</translation>
    </message>
    <message>
        <source>arrived by {kind}</source>
        <translation>{kind}で到着</translation>
    </message>
    <message numerus="yes">
        <source>born {day} (%n on arrival)</source>
        <translation>
            <numerusform>{day}生（到着日に%n歳）</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ApplicationList</name>
    <message numerus="yes">
        <source>%n found</source>
        <translation>
            <numerusform>該当%n件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in all</source>
        <translation>
            <numerusform>全%n件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open</source>
        <translation>
            <numerusform>未完了%n件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %n found</source>
        <translation>
            <numerusform>%n件以上</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ApplicationListPane</name>
    <message>
        <source>Applications</source>
        <translation>請求</translation>
    </message>
    <message>
        <source>Name, kana, number</source>
        <translation>氏名・フリガナ・受付番号</translation>
    </message>
    <message>
        <source>Search applications</source>
        <translation>請求を探す</translation>
    </message>
</context>
<context>
    <name>ApplicationQuestions</name>
    <message>
        <source>Address</source>
        <translation>住所</translation>
    </message>
    <message>
        <source>Answered on</source>
        <translation>回答日</translation>
    </message>
    <message>
        <source>Ask what is registered, and for the data asked for</source>
        <translation>登録情報と、請求されたデータを照会します</translation>
    </message>
    <message>
        <source>Asked on</source>
        <translation>照会日</translation>
    </message>
    <message>
        <source>Asked on {day}, not answered yet.</source>
        <translation>{day}に照会し、まだ回答がありません。</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>生年月日</translation>
    </message>
    <message>
        <source>By a signed writing received on {day}. The claims end with it, and the stamps of the fee go back. This cannot be undone.</source>
        <translation>{day}に届いた署名のある書面によります。請求事項はこれで終わり、手数料の切手を返します。元に戻せません。</translation>
    </message>
    <message>
        <source>By a writing received on {day}, after the answer had been posted. The answer stands. Once it is confirmed, a letter says that all had been answered.</source>
        <translation>回答を発送したあと、{day}に届いた書面です。回答は変わりません。確認すると、回答済みであることを手紙で知らせます。</translation>
    </message>
    <message>
        <source>Chased on</source>
        <translation>督促日</translation>
    </message>
    <message>
        <source>Claims that lapse</source>
        <translation>みなしとする請求事項</translation>
    </message>
    <message>
        <source>Confirm the lapse</source>
        <translation>みなしを確認する</translation>
    </message>
    <message>
        <source>Confirmed: it changes nothing, and a letter says so</source>
        <translation>確認する：回答は変わらず、手紙で知らせます</translation>
    </message>
    <message>
        <source>Confirmed: the claims end with it</source>
        <translation>確認する：請求事項は取下げで終わります</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部署</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>{department}, asked on {day}</source>
        <translation>{department} {day}に照会</translation>
    </message>
    <message>
        <source>On the form: {said}</source>
        <translation>請求書: {said}</translation>
    </message>
    <message>
        <source>Each record is compared with the form. Where the department says so, write where the data came from: the annex prints it. Where it answered the very same as the form, = writes that.</source>
        <translation>記録ごとに請求書と照合します。部署が取得元を答えたときは書いてください。別紙に印字します。部署の回答が請求書とまったく同じ欄は、= で写せます。</translation>
    </message>
    <message>
        <source>Formerly</source>
        <translation>旧氏名</translation>
    </message>
    <message>
        <source>It answered: nothing is registered</source>
        <translation>登録がないという回答</translation>
    </message>
    <message>
        <source>It does not stand: the work goes on</source>
        <translation>取下げと認めない：手続を進めます</translation>
    </message>
    <message>
        <source>Member no.</source>
        <translation>会員番号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>Not posted yet and void with it: {numbers}.</source>
        <translation>発送前のため、確認と同時に取り消す文書：{numbers}。</translation>
    </message>
    <message>
        <source>Note the inquiry</source>
        <translation>照会を記録する</translation>
    </message>
    <message>
        <source>Note the reminder</source>
        <translation>督促を記録する</translation>
    </message>
    <message>
        <source>Reason (needed where it does not stand)</source>
        <translation>理由（認めないときは必須）</translation>
    </message>
    <message>
        <source>Record the answer</source>
        <translation>回答を記録する</translation>
    </message>
    <message>
        <source>Record the verdict</source>
        <translation>判断を記録する</translation>
    </message>
    <message>
        <source>Registered records</source>
        <translation>登録情報</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>取得元</translation>
    </message>
    <message>
        <source>The claims ticked end as never made (PR-4s). A letter says so, and the stamps go back with it. This cannot be undone.</source>
        <translation>選んだ請求事項は、請求がなかったものとして終わります（PR-4s）。その旨を通知し、切手を同封して返します。元に戻せません。</translation>
    </message>
    <message>
        <source>Until every department has answered, identity stays open.</source>
        <translation>すべての部署が回答するまで、本人確認は終わりません。</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判断</translation>
    </message>
    <message>
        <source>What else was answered (never printed)</source>
        <translation>そのほかの回答（通知書には載りません）</translation>
    </message>
    <message>
        <source>Withdrawn by the writing of {day}</source>
        <translation>{day}に届いた書面により取下げ</translation>
    </message>
    <message>
        <source>Withdrawn: {rights}</source>
        <translation>取下げ: {rights}</translation>
    </message>
    <message>
        <source>{name}, {number}: {short} missing; the due date has passed</source>
        <translation>{name}　{number}: {short}不足のまま補正の期限を過ぎました</translation>
    </message>
    <message>
        <source>↓ asked before</source>
        <translation>↓ 前に照会した部署</translation>
    </message>
</context>
<context>
    <name>ApplicationTables</name>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>登録%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>Came back</source>
        <translation>返戻</translation>
    </message>
    <message>
        <source>Case folder</source>
        <translation>保管庫</translation>
    </message>
    <message>
        <source>Chased {days}</source>
        <translation>督促 {days}</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>写し</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>配達済み</translation>
    </message>
    <message>
        <source>Destroyed</source>
        <translation>裁断</translation>
    </message>
    <message>
        <source>No form</source>
        <translation>様式なし</translation>
    </message>
    <message>
        <source>Nothing held</source>
        <translation>登録なし</translation>
    </message>
    <message>
        <source>Numbered at issue</source>
        <translation>発行時に採番</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原本</translation>
    </message>
    <message>
        <source>Posted</source>
        <translation>発送済み</translation>
    </message>
    <message>
        <source>Proposed by {name}, {day}</source>
        <translation>起案 {name} {day}</translation>
    </message>
    <message>
        <source>Return list</source>
        <translation>返却予定</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>返却済み</translation>
    </message>
    <message>
        <source>Stamp book</source>
        <translation>切手受払簿</translation>
    </message>
    <message>
        <source>To issue</source>
        <translation>発行待ち</translation>
    </message>
    <message>
        <source>To post</source>
        <translation>発送待ち</translation>
    </message>
    <message>
        <source>To print</source>
        <translation>印刷待ち</translation>
    </message>
    <message>
        <source>To return</source>
        <translation>返却する</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>回答待ち</translation>
    </message>
</context>
<context>
    <name>ApplicationView</name>
    <message>
        <source>Application</source>
        <translation>請求</translation>
    </message>
    <message>
        <source>Application {number}</source>
        <translation>請求 {number}</translation>
    </message>
    <message>
        <source>Compare by eye</source>
        <translation>書類を照合</translation>
    </message>
    <message>
        <source>Have the cash sent back</source>
        <translation>現金の返却を認める</translation>
    </message>
    <message>
        <source>Kept until {day}</source>
        <translation>{day}まで保管</translation>
    </message>
    <message>
        <source>Letters of this application</source>
        <translation>この請求の通知書</translation>
    </message>
    <message>
        <source>List</source>
        <translation>一覧</translation>
    </message>
    <message>
        <source>Log a supplement</source>
        <translation>補正書類を受け付ける</translation>
    </message>
    <message>
        <source>More</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>Next application</source>
        <translation>次の請求</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>次にすること</translation>
    </message>
    <message>
        <source>Nothing to be done</source>
        <translation>することはありません</translation>
    </message>
    <message>
        <source>Parts of this page</source>
        <translation>この画面の部分</translation>
    </message>
    <message>
        <source>Previous application</source>
        <translation>前の請求</translation>
    </message>
    <message>
        <source>Print the case slip</source>
        <translation>ケース票を印刷</translation>
    </message>
    <message>
        <source>Print the inquiry slip</source>
        <translation>照会票を印刷</translation>
    </message>
    <message>
        <source>{name} {day}, {left}</source>
        <translation>{name} {day} {left}</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>経過</translation>
    </message>
    <message>
        <source>To the decision page</source>
        <translation>決定の画面へ</translation>
    </message>
    <message>
        <source>back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>選ぶ</translation>
    </message>
    <message>
        <source>clause</source>
        <translation>条文</translation>
    </message>
    <message>
        <source>next part</source>
        <translation>次の欄</translation>
    </message>
    <message>
        <source>previous, next application</source>
        <translation>前後の請求</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>担当を引き継ぐ</translation>
    </message>
    <message>
        <source>Give to somebody</source>
        <translation>担当を割り当てる</translation>
    </message>
    <message>
        <source>Hand back</source>
        <translation>担当を返上する</translation>
    </message>
    <message>
        <source>Absence</source>
        <translation>不在を記録</translation>
    </message>
    <message>
        <source>Where the papers lie</source>
        <translation>書類の保管場所</translation>
    </message>
    <message>
        <source>The other outcome</source>
        <translation>もう一つの結果</translation>
    </message>
    <message>
        <source>Nothing is to be done today. From tomorrow: {what}</source>
        <translation>本日することはありません。明日から: {what}</translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation>取り消せません。</translation>
    </message>
    <message>
        <source>Attach a scan…</source>
        <translation>スキャンを添付…</translation>
    </message>
    <message>
        <source>Show the scans</source>
        <translation>スキャンを見る</translation>
    </message>
    <message>
        <source>First choose the paper that the scan shows.</source>
        <translation>先に、スキャンした書類を一覧から選んでください。</translation>
    </message>
    <message>
        <source>If nothing came, from tomorrow: {what}</source>
        <translation>届かなければ、明日の「次にすること」は「{what}」です。</translation>
    </message>
    <message>
        <source>Scan…</source>
        <translation>スキャン…</translation>
    </message>
    <message>
        <source>Attach a scan of the envelope…</source>
        <translation>封筒のスキャンを添付…</translation>
    </message>
    <message>
        <source>This computer has no program that scans (scanimage). Have the scanner save a file, and attach that.</source>
        <translation>このパソコンには、読み取りのプログラム（scanimage）がありません。スキャナーでファイルに保存し、そのファイルを添付してください。</translation>
    </message>
</context>
<context>
    <name>Applications</name>
    <message>
        <source>Applications</source>
        <translation>請求</translation>
    </message>
    <message>
        <source>Name, address, phone, number</source>
        <translation>氏名・フリガナ・住所・電話・受付番号</translation>
    </message>
    <message>
        <source>No application matches.</source>
        <translation>条件に合う請求はありません。</translation>
    </message>
    <message>
        <source>Open only</source>
        <translation>未完了のみ</translation>
    </message>
    <message>
        <source>Search applications</source>
        <translation>請求を探す</translation>
    </message>
    <message>
        <source>There is no application yet.</source>
        <translation>請求はまだありません。</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>選ぶ</translation>
    </message>
    <message>
        <source>open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>open by number</source>
        <translation>番号で開く</translation>
    </message>
    <message>
        <source>other glyphs and kana included</source>
        <translation>字体・かなの違いを含む</translation>
    </message>
    <message>
        <source>search</source>
        <translation>探す</translation>
    </message>
    <message>
        <source>sort</source>
        <translation>並べ替え</translation>
    </message>
    <message>
        <source>Counted in Reports: {figure}</source>
        <translation>報告で数えた請求：{figure}</translation>
    </message>
    <message>
        <source>Show all applications</source>
        <translation>すべての請求を表示</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>担当を引き継ぐ</translation>
    </message>
    <message>
        <source>Give to somebody</source>
        <translation>担当を割り当てる</translation>
    </message>
    <message>
        <source>Absence</source>
        <translation>不在を記録</translation>
    </message>
    <message numerus="yes">
        <source>{all}, %n of them open</source>
        <translation>
            <numerusform>{all}、うち未完了%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>Open the application</source>
        <translation>請求を開く</translation>
    </message>
</context>
<context>
    <name>ArrivalGuide</name>
    <message>
        <source>The bar code on our slip in an envelope leads to its application: scan it on this page.</source>
        <translation>封筒の中の当社の用紙にあるバーコードをこの画面で読み取ると、その請求に続けて受け付けます。</translation>
    </message>
    <message>
        <source>When mail comes</source>
        <translation>郵便物が届いたら</translation>
    </message>
</context>
<context>
    <name>Ask</name>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Nothing was done. Type it again.</source>
        <translation>何も行っていません。もう一度入れてください。</translation>
    </message>
    <message>
        <source>That is not this person's password</source>
        <translation>パスワードが、選んだ人のものと違います</translation>
    </message>
    <message>
        <source>This cannot be done now</source>
        <translation>今はできません</translation>
    </message>
    <message>
        <source>This cannot be undone.</source>
        <translation>元に戻せません。</translation>
    </message>
    <message>
        <source>{what}: done</source>
        <translation>完了しました: {what}</translation>
    </message>
</context>
<context>
    <name>BackupBar</name>
    <message>
        <source>Backup verified at {time}.</source>
        <translation>{time}にバックアップを確認しました。</translation>
    </message>
    <message>
        <source>Making a backup</source>
        <translation>バックアップを作成中</translation>
    </message>
    <message>
        <source>The backup was stopped; the earlier ones stand.</source>
        <translation>バックアップを中止しました。これまでのものは残っています。</translation>
    </message>
</context>
<context>
    <name>BackupFolder</name>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Folder for backups</source>
        <translation>バックアップの保存先</translation>
    </message>
</context>
<context>
    <name>BackupLine</name>
    <message numerus="yes">
        <source>%n application(s), count and content equal</source>
        <translation>
            <numerusform>請求%n件 件数と内容が一致</numerusform>
        </translation>
    </message>
    <message>
        <source>Last verified backup</source>
        <translation>最後に確認したバックアップ</translation>
    </message>
</context>
<context>
    <name>BackupTask</name>
    <message>
        <source>Check and begin</source>
        <translation>確かめて始める</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Goes to</source>
        <translation>保存先</translation>
    </message>
    <message>
        <source>Made at</source>
        <translation>作成</translation>
    </message>
    <message>
        <source>No backup was made yet</source>
        <translation>まだバックアップはありません</translation>
    </message>
    <message>
        <source>Opens with</source>
        <translation>開く復旧シート</translation>
    </message>
    <message>
        <source>The backup is being made</source>
        <translation>バックアップを作成しています</translation>
    </message>
    <message>
        <source>The backup was opened again and is the same as the desk</source>
        <translation>バックアップを開き直し、窓口のデータとの一致を確かめました</translation>
    </message>
    <message>
        <source>The first backup is made, opened again and compared with the desk. Then the work can begin.</source>
        <translation>最初のバックアップを作り、開き直して窓口のデータと照合します。一致したら業務を始められます。</translation>
    </message>
</context>
<context>
    <name>BackupWords</name>
    <message>
        <source>Backing up</source>
        <translation>バックアップ作成中</translation>
    </message>
    <message>
        <source>Backup is old</source>
        <translation>バックアップが古い</translation>
    </message>
    <message>
        <source>Backup verified</source>
        <translation>バックアップ確認済み</translation>
    </message>
    <message>
        <source>Last try failed</source>
        <translation>前回は失敗</translation>
    </message>
    <message>
        <source>No backup yet</source>
        <translation>バックアップなし</translation>
    </message>
</context>
<context>
    <name>BackupsPage</name>
    <message>
        <source>12 daily and 8 weekly ones</source>
        <translation>日ごとに12、週ごとに8</translation>
    </message>
    <message>
        <source>Applications</source>
        <translation>請求</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>今すぐバックアップ</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>保存先を選ぶ</translation>
    </message>
    <message>
        <source>Each hour if anything changed, at the exit, and by hand</source>
        <translation>変更があれば1時間ごと、終了時、手動</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>保存先</translation>
    </message>
    <message>
        <source>Hold a drill</source>
        <translation>復元訓練を行う</translation>
    </message>
    <message>
        <source>Journal up to</source>
        <translation>操作記録</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>残す数</translation>
    </message>
    <message>
        <source>Made and verified</source>
        <translation>作成・確認</translation>
    </message>
    <message>
        <source>No folder for backups is chosen: nothing is backed up.</source>
        <translation>バックアップの保存先がまだ選ばれていません。今は何も保存されていません。</translation>
    </message>
    <message>
        <source>Opens with sheet</source>
        <translation>開けるシート</translation>
    </message>
    <message>
        <source>Restore this backup</source>
        <translation>選んだものから復元</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大きさ</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>There is no verified backup in this folder.</source>
        <translation>この保存先に、確認済みのバックアップはありません。</translation>
    </message>
    <message>
        <source>Verified backups</source>
        <translation>確認済みのバックアップ</translation>
    </message>
    <message>
        <source>When</source>
        <translation>作る時</translation>
    </message>
    <message>
        <source>none chosen</source>
        <translation>決まっていません</translation>
    </message>
    <message>
        <source>There is no verified backup yet.</source>
        <translation>確認済みのバックアップがまだありません。</translation>
    </message>
    <message>
        <source>Choose a folder first.</source>
        <translation>先に保存先を選んでください。</translation>
    </message>
    <message>
        <source>A backup is being made.</source>
        <translation>バックアップを作成しています。</translation>
    </message>
</context>
<context>
    <name>BalanceList</name>
    <message numerus="yes">
        <source>%n face value(s)</source>
        <translation>
            <numerusform>額面ごと　%n種類</numerusform>
        </translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>残高</translation>
    </message>
    <message>
        <source>Balance by face value</source>
        <translation>額面ごとの残高</translation>
    </message>
    <message>
        <source>Held for applicants {held}, the desk's own {own}</source>
        <translation>うちお預かり {held}
窓口の切手 {own}</translation>
    </message>
    <message>
        <source>No stamps lie in the desk.</source>
        <translation>切手はありません。</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合計</translation>
    </message>
    <message>
        <source>Not counted yet.</source>
        <translation>まだ棚卸をしていません。</translation>
    </message>
    <message>
        <source>Last count {day}, {names}: no difference</source>
        <translation>前回の棚卸　{day}　{names}　差異なし</translation>
    </message>
    <message>
        <source>Last count {day}, {names}: difference {stamps}</source>
        <translation>前回の棚卸　{day}　{names}　差異 {stamps}</translation>
    </message>
</context>
<context>
    <name>BlankPage</name>
    <message>
        <source>Begin anew</source>
        <translation>白紙に戻す</translation>
    </message>
    <message>
        <source>Forget it</source>
        <translation>白紙に戻す</translation>
    </message>
    <message>
        <source>The page is blank again.</source>
        <translation>白紙に戻しました。</translation>
    </message>
    <message>
        <source>What was typed on this page and its draft are forgotten.</source>
        <translation>この画面に入力したものと下書きが消えます。</translation>
    </message>
</context>
<context>
    <name>BusyNote</name>
    <message>
        <source>It is being done. Please wait.</source>
        <translation>実行しています。そのままお待ちください。</translation>
    </message>
</context>
<context>
    <name>CarryingOver</name>
    <message>
        <source>Both sign</source>
        <translation>2人で署名する</translation>
    </message>
    <message>
        <source>Carried over. Print the new recovery sheet now.</source>
        <translation>引き継ぎました。続けて、新しい復旧シートを印刷してください。</translation>
    </message>
    <message>
        <source>Carry the desk over to a signed roster</source>
        <translation>署名つきの登録簿への引継ぎ</translation>
    </message>
    <message>
        <source>Comes along: {name} ({said})</source>
        <translation>引き継ぐ：{name}（{said}）</translation>
    </message>
    <message>
        <source>From then on nobody changes people, keys, sheets or disposals without a signature.</source>
        <translation>これからは、署名なしに、利用者・鍵・シート・廃棄を変えることは誰にもできません。</translation>
    </message>
    <message>
        <source>Left behind unexplained: former signing keys of {signers} people, {names} disposed names.</source>
        <translation>説明できず引き継がないもの：以前の署名の鍵（{signers}人分）、廃棄済みの名前（{names}件）</translation>
    </message>
    <message>
        <source>Names of disposed applications that the books explain: {number}</source>
        <translation>帳簿から説明できる廃棄済みの請求：{number}件</translation>
    </message>
    <message>
        <source>Stays behind: {name} ({said})</source>
        <translation>引き継がない：{name}（{said}）</translation>
    </message>
    <message>
        <source>That person's password, or the sheet's whole key</source>
        <translation>その人のパスワード、または復旧シートの鍵全体</translation>
    </message>
    <message>
        <source>Who does not sign now confirms himself later with the password.</source>
        <translation>今署名しない人は、あとで自分のパスワードで確認を受けます。</translation>
    </message>
    <message>
        <source>Who signs with you</source>
        <translation>一緒に署名する人</translation>
    </message>
    <message>
        <source>Your own password</source>
        <translation>自分のパスワード</translation>
    </message>
    <message>
        <source>the recovery sheet {number}</source>
        <translation>復旧シート {number}</translation>
    </message>
</context>
<context>
    <name>CaseFacts</name>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>登録%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>Age</source>
        <translation>年齢</translation>
    </message>
    <message>
        <source>Answer to</source>
        <translation>回答先</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>到着</translation>
    </message>
    <message>
        <source>Claims</source>
        <translation>請求事項</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>対象</translation>
    </message>
    <message>
        <source>Look once more whose data it is before anything is disclosed.</source>
        <translation>開示などをする前に、誰のデータかをもう一度確かめてください。</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Nothing held</source>
        <translation>登録なし</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理人</translation>
    </message>
    <message>
        <source>Reply target</source>
        <translation>回答目標日</translation>
    </message>
    <message>
        <source>What a decision needs</source>
        <translation>前提（すべて必要）</translation>
    </message>
    <message>
        <source>born {day}</source>
        <translation>{day}生</translation>
    </message>
    <message>
        <source>not filled in</source>
        <translation>記入なし</translation>
    </message>
    <message>
        <source>{age} years</source>
        <translation>{age}歳</translation>
    </message>
    <message>
        <source>{department} answered</source>
        <translation>{department}の回答</translation>
    </message>
    <message>
        <source>{name} ({kind})</source>
        <translation>{name}（{kind}）</translation>
    </message>
</context>
<context>
    <name>ChooseFolder</name>
    <message>
        <source>Choose</source>
        <translation>選ぶ</translation>
    </message>
    <message>
        <source>Folder for backups</source>
        <translation>バックアップの保存先</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
</context>
<context>
    <name>ClaimDetail</name>
    <message>
        <source>After</source>
        <translation>新</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>旧</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>事情</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
</context>
<context>
    <name>ClaimsSection</name>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>More of the claims: the service</source>
        <translation>ほかの欄を開く(サービス)</translation>
    </message>
    <message>
        <source>No fee</source>
        <translation>手数料なし</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>サービス</translation>
    </message>
    <message>
        <source>What data</source>
        <translation>対象</translation>
    </message>
    <message>
        <source>With fee</source>
        <translation>手数料あり</translation>
    </message>
</context>
<context>
    <name>ClauseDialog</name>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>ClosedFacts</name>
    <message>
        <source>All of it is saved</source>
        <translation>すべて保存済みです</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>バックアップ</translation>
    </message>
    <message>
        <source>Being closed</source>
        <translation>閉じています</translation>
    </message>
    <message>
        <source>Being saved</source>
        <translation>保存しています</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>閉じました</translation>
    </message>
    <message>
        <source>Closed; everything is kept encrypted</source>
        <translation>閉じています。記録はすべて暗号化されています</translation>
    </message>
    <message>
        <source>Could not be saved; it is kept encrypted in this program until you sign in. Do not quit. Make room on the disk, then unlock.</source>
        <translation>保存できませんでした。ロックを解除するまで、このプログラムの中に暗号化して残しています。終了せず、ディスクに空きを作ってから解除してください。</translation>
    </message>
    <message>
        <source>Each sign-in is noted</source>
        <translation>入るたびに記録されます</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>操作記録</translation>
    </message>
    <message>
        <source>Last verified {when}</source>
        <translation>最後の確認 {when} 件数と内容が一致</translation>
    </message>
    <message numerus="yes">
        <source>Locked because nothing was done for %n minute(s).</source>
        <translation>
            <numerusform>ロックしたのは、操作のない時間が%n分続いたためです。</numerusform>
        </translation>
    </message>
    <message>
        <source>Locked together with this computer.</source>
        <translation>このコンピューターと一緒にロックしました。</translation>
    </message>
    <message>
        <source>Locked with Ctrl+L or from the menu.</source>
        <translation>Ctrl+L またはメニューでロックしました。</translation>
    </message>
    <message>
        <source>Locked; personal data are cleared from screen and clipboard</source>
        <translation>ロック中です。画面とクリップボードから個人情報を消しました</translation>
    </message>
    <message>
        <source>Personal Information Handling Desk</source>
        <translation>個人情報お問い合わせ窓口</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>The program uses no network: everything stays on this computer.</source>
        <translation>このプログラムは通信をしません。すべてこのパソコンの中にあります。</translation>
    </message>
    <message>
        <source>Up to entry {number}</source>
        <translation>通し番号 {number} まで記録しました</translation>
    </message>
    <message>
        <source>What was typed</source>
        <translation>書きかけ</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>プログラム</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版</translation>
    </message>
</context>
<context>
    <name>ClosingBackup</name>
    <message>
        <source>Backup before closing</source>
        <translation>終了前のバックアップ</translation>
    </message>
    <message>
        <source>Everything is saved. The copy is opened again and compared; then the window closes by itself.</source>
        <translation>記録はすべて保存済みです。写しを開き直して内容を確かめたあと、自動で終了します。</translation>
    </message>
    <message>
        <source>No backup was made</source>
        <translation>バックアップを作成できませんでした</translation>
    </message>
    <message>
        <source>Quit without a backup</source>
        <translation>バックアップせずに終了</translation>
    </message>
    <message>
        <source>The backup is being made</source>
        <translation>バックアップを作成しています</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>もう一度行う</translation>
    </message>
</context>
<context>
    <name>CodeSearch</name>
    <message>
        <source>The check character does not fit. Scan or type it again.</source>
        <translation>検査文字が合いません。もう一度読み取るか入力してください。</translation>
    </message>
    <message>
        <source>{number} is the number of an inquiry. Enter opens it.</source>
        <translation>{number} は問合せの番号です。Enter で開きます。</translation>
    </message>
</context>
<context>
    <name>Columns</name>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>あと%n日</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) over</source>
        <translation>
            <numerusform>%n日経過</numerusform>
        </translation>
    </message>
    <message>
        <source>Look in today's mail: it is the last day</source>
        <translation>本日の郵便を確かめます(補正の期限)</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>本日</translation>
    </message>
    <message>
        <source>Wait for the supplement and the department</source>
        <translation>補正書類と部署の回答を待ちます</translation>
    </message>
    <message>
        <source>{since} to {by}, day of arrival (of {days} days)</source>
        <translation>{since}から{by}まで、到着当日（{days}日間）</translation>
    </message>
    <message>
        <source>{since} to {by}, day of posting (of {days} days)</source>
        <translation>{since}から{by}まで、発送当日（{days}日間）</translation>
    </message>
    <message>
        <source>{since} to {by}, day {day} of {days}</source>
        <translation>{since}から{by}まで、{days}日のうち{day}日目</translation>
    </message>
    <message>
        <source>{since} to {by}, {days} days</source>
        <translation>{since}から{by}まで、{days}日間</translation>
    </message>
    <message>
        <source>{name}: {day}.</source>
        <translation>{name}：{day}。</translation>
    </message>
</context>
<context>
    <name>ComparisonBook</name>
    <message>
        <source>A supervisor confirms it who is not the one that said so.</source>
        <translation>同じとした人とは別の管理者が確認します。</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>確認する</translation>
    </message>
    <message>
        <source>Confirm that the two are the same</source>
        <translation>同じであることを確認する</translation>
    </message>
    <message>
        <source>The verdict is recorded.</source>
        <translation>判断を記録しました。</translation>
    </message>
    <message>
        <source>different</source>
        <translation>違う</translation>
    </message>
    <message>
        <source>named on it</source>
        <translation>記載あり</translation>
    </message>
    <message>
        <source>no obstacle</source>
        <translation>差し支えなし</translation>
    </message>
    <message>
        <source>not compared</source>
        <translation>比べない</translation>
    </message>
    <message>
        <source>not registered</source>
        <translation>登録なし</translation>
    </message>
    <message>
        <source>not shown</source>
        <translation>記載なし</translation>
    </message>
    <message>
        <source>same</source>
        <translation>同じ</translation>
    </message>
    <message>
        <source>to judge</source>
        <translation>要判断</translation>
    </message>
    <message>
        <source>“{form}” and “{other}”</source>
        <translation>「{form}」と「{other}」</translation>
    </message>
    <message>
        <source>not typed yet</source>
        <translation>未入力</translation>
    </message>
    <message>
        <source>to be typed in</source>
        <translation>入力待ち</translation>
    </message>
</context>
<context>
    <name>ComparisonParts</name>
    <message>
        <source>Ask a supervisor</source>
        <translation>管理者に聞く</translation>
    </message>
    <message>
        <source>Building</source>
        <translation>建物</translation>
    </message>
    <message>
        <source>City</source>
        <translation>市区町村</translation>
    </message>
    <message>
        <source>Different</source>
        <translation>違う</translation>
    </message>
    <message>
        <source>House number</source>
        <translation>丁目・番地</translation>
    </message>
    <message>
        <source>Prefecture</source>
        <translation>都道府県</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>室</translation>
    </message>
    <message>
        <source>Same</source>
        <translation>同じ</translation>
    </message>
    <message>
        <source>Town</source>
        <translation>町名</translation>
    </message>
    <message>
        <source>Written differently only</source>
        <translation>表記だけ違う</translation>
    </message>
    <message>
        <source>different</source>
        <translation>違う</translation>
    </message>
    <message>
        <source>same</source>
        <translation>同じ</translation>
    </message>
    <message>
        <source>written differently</source>
        <translation>書き方が違う</translation>
    </message>
    <message>
        <source>variant form</source>
        <translation>異体字</translation>
    </message>
</context>
<context>
    <name>ComparisonView</name>
    <message numerus="yes">
        <source>%n claim(s)</source>
        <translation>
            <numerusform>請求事項%n件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to judge</source>
        <translation>
            <numerusform>判断 残り%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>A person decides.</source>
        <translation>判断は人が行います。</translation>
    </message>
    <message>
        <source>Addresses part by part</source>
        <translation>住所の区切りごとの比較</translation>
    </message>
    <message>
        <source>Character forms</source>
        <translation>氏名の字体</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>照合</translation>
    </message>
    <message>
        <source>Comparison {number} {name}</source>
        <translation>照合 {number} {name}</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>請求書</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次の項目</translation>
    </message>
    <message>
        <source>Parts of this page</source>
        <translation>この画面の部分</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>前の項目</translation>
    </message>
    <message>
        <source>Record the verdict</source>
        <translation>判断を記録</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>The next paper</source>
        <translation>次の書類</translation>
    </message>
    <message>
        <source>The paper before</source>
        <translation>前の書類</translation>
    </message>
    <message>
        <source>The same otherwise: {fields}.</source>
        <translation>{fields}は一致しています。</translation>
    </message>
    <message>
        <source>The verdict is recorded.</source>
        <translation>判断を記録しました。</translation>
    </message>
    <message>
        <source>To the application</source>
        <translation>請求へ進む</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判断</translation>
    </message>
    <message>
        <source>answered {day}</source>
        <translation>{day}回答</translation>
    </message>
    <message>
        <source>arrived {day}</source>
        <translation>{day}到着</translation>
    </message>
    <message>
        <source>back to the application</source>
        <translation>請求へ戻る</translation>
    </message>
    <message>
        <source>form</source>
        <translation>請求書</translation>
    </message>
    <message>
        <source>go on in the application</source>
        <translation>請求へ進む</translation>
    </message>
    <message>
        <source>item</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>next to judge</source>
        <translation>次の要判断</translation>
    </message>
    <message>
        <source>not filled in</source>
        <translation>記入なし</translation>
    </message>
    <message>
        <source>paper or register</source>
        <translation>書類・登録</translation>
    </message>
    <message>
        <source>verdict</source>
        <translation>判断</translation>
    </message>
    <message>
        <source>“{one}” and “{other}” are two signs, no forms of one.</source>
        <translation>「{one}」と「{other}」は別の字です。</translation>
    </message>
    <message>
        <source>“{other}” is another form of “{one}”: perhaps one person, but not taken for one.</source>
        <translation>「{other}」は「{one}」の別の書き方です。同じ人の候補ですが、同じとは扱いません。</translation>
    </message>
    <message>
        <source>Nothing else is to be judged.</source>
        <translation>ほかに判断するものはありません。</translation>
    </message>
    <message>
        <source>The chosen paper; what is underlined differs</source>
        <translation>選んだ書類と並べています。下線が違うところです。</translation>
    </message>
    <message>
        <source>Two ways to write it, large enough to be seen</source>
        <translation>字の形を大きく並べています。</translation>
    </message>
    <message>
        <source>Choose a verdict first.</source>
        <translation>先に判断を選んでください。</translation>
    </message>
    <message>
        <source>Type it in</source>
        <translation>入力する</translation>
    </message>
    <message>
        <source>{paper}: {fields} not typed in yet</source>
        <translation>{paper}の{fields}が未入力です</translation>
    </message>
</context>
<context>
    <name>CorrectionFields</name>
    <message>
        <source>Item</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>No form</source>
        <translation>請求書なし</translation>
    </message>
    <message>
        <source>Present content</source>
        <translation>現在の内容</translation>
    </message>
    <message>
        <source>Wanted content</source>
        <translation>求める内容</translation>
    </message>
    <message>
        <source>nobody: the principal acts</source>
        <translation>なし（本人による請求）</translation>
    </message>
    <message>
        <source>not filled in</source>
        <translation>記入なし</translation>
    </message>
</context>
<context>
    <name>CorrectionQuestion</name>
    <message>
        <source>0 pieces: the line was never there. Fee and return list follow; the old value, the reason and your name are kept.</source>
        <translation>0枚にすると、この行はなかったものとします。手数料と返却するものを計算し直し、訂正前の値、理由、あなたの名前を残します。</translation>
    </message>
    <message>
        <source>A letter is issued and not posted: stamps and the day of arrival cannot be corrected until it is posted or voided.</source>
        <translation>発行して発送していない文書があります。切手等と到着日は、その文書を発送するか取り消すまで訂正できません。</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>改める</translation>
    </message>
    <message>
        <source>Change what is entered</source>
        <translation>入力内容を改める</translation>
    </message>
    <message>
        <source>Correct it</source>
        <translation>訂正する</translation>
    </message>
    <message>
        <source>Reason (needed where it was typed wrongly)</source>
        <translation>理由（入力の誤りなら必須）</translation>
    </message>
    <message>
        <source>Reason (needed)</source>
        <translation>理由（必須）</translation>
    </message>
    <message>
        <source>The old value, the reason and your name are kept.</source>
        <translation>訂正前の値、理由、あなたの名前を残します。</translation>
    </message>
    <message>
        <source>Typed so far: {old}</source>
        <translation>現在の入力: {old}</translation>
    </message>
    <message>
        <source>Typed wrongly</source>
        <translation>入力の誤り</translation>
    </message>
    <message>
        <source>What is to be changed</source>
        <translation>改める項目</translation>
    </message>
    <message>
        <source>What is written anew can add a right. One that is no longer wanted stays ticked and is logged as a withdrawal.</source>
        <translation>書き直しでは、請求事項を追加できます。取りやめる請求事項は印を残し、取下げとして受け付けます。</translation>
    </message>
    <message>
        <source>What was typed wrongly</source>
        <translation>誤って入力した項目</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>区分</translation>
    </message>
    <message>
        <source>Written anew by the applicant: what came on {day}</source>
        <translation>請求者の書き直し（{day}に届いたもの）</translation>
    </message>
    <message>
        <source>{field}: overlooked</source>
        <translation>{field}（数え漏れを追加）</translation>
    </message>
    <message>
        <source>{field}: whether there is one</source>
        <translation>{field}の有無</translation>
    </message>
</context>
<context>
    <name>CorrectionWords</name>
    <message>
        <source>Mail item of {day}</source>
        <translation>郵便物（{day}到着）</translation>
    </message>
    <message>
        <source>Posting of {day}</source>
        <translation>{day}の発送</translation>
    </message>
    <message>
        <source>Written anew by the applicant</source>
        <translation>請求者の書き直し</translation>
    </message>
    <message>
        <source>Written anew by the applicant, came {day}</source>
        <translation>請求者の書き直し（{day}到着）</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>なし</translation>
    </message>
</context>
<context>
    <name>CountPanel</name>
    <message>
        <source>A witness confirms it with a password at the end; the difference is then entered.</source>
        <translation>最後に立会人が自分のパスワードで確認すると、差異を帳簿に記入します。</translation>
    </message>
    <message>
        <source>Book</source>
        <translation>帳簿</translation>
    </message>
    <message>
        <source>Cause of the difference</source>
        <translation>差異の理由（差があるときは必須）</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>数えた枚数</translation>
    </message>
    <message>
        <source>Counted by {name}</source>
        <translation>数えた人　{name}</translation>
    </message>
    <message>
        <source>Diff.</source>
        <translation>差</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>処置（差があるときは必須）</translation>
    </message>
    <message>
        <source>No stamps lie in the desk: there is nothing to count.</source>
        <translation>切手がないので、数えるものはありません。</translation>
    </message>
    <message>
        <source>Nothing was counted before.</source>
        <translation>これまでに棚卸はありません。</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Show the entries</source>
        <translation>受払を表示</translation>
    </message>
    <message>
        <source>Stock count</source>
        <translation>棚卸</translation>
    </message>
    <message>
        <source>The last count was on {day}.</source>
        <translation>前の棚卸は{day}です。</translation>
    </message>
    <message>
        <source>The stamp book is not open yet. Count the desk's own stamps once and enter them: from then on every stamp in and out stands here. What came in applicants' envelopes is in the book already.</source>
        <translation>切手受払簿はまだ始まっていません。窓口の切手を一度数えて記入すると、以後の受払がすべてここに載ります。請求者の封筒で届いた切手は、すでに載っています。</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>額面</translation>
    </message>
    <message>
        <source>agrees</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>差異</translation>
    </message>
    <message>
        <source>digits</source>
        <translation>数字で</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>未</translation>
    </message>
    <message>
        <source>{counted} of {all} face values</source>
        <translation>{counted}／{all} 種類</translation>
    </message>
    <message>
        <source>{value}: pieces counted</source>
        <translation>{value}　数えた枚数</translation>
    </message>
</context>
<context>
    <name>CourseLines</name>
    <message>
        <source>{title}: {detail}</source>
        <translation>{title} {detail}</translation>
    </message>
</context>
<context>
    <name>DecisionEditor</name>
    <message>
        <source>Address</source>
        <translation>住所</translation>
    </message>
    <message>
        <source>After</source>
        <translation>訂正後</translation>
    </message>
    <message>
        <source>Article</source>
        <translation>条</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>求められた内容</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>訂正前</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>号</translation>
    </message>
    <message>
        <source>Ceased, erased</source>
        <translation>停止・消去の結果</translation>
    </message>
    <message>
        <source>Circumstances</source>
        <translation>経緯</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>同意</translation>
    </message>
    <message>
        <source>Content</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Content as of</source>
        <translation>内容の基準日</translation>
    </message>
    <message>
        <source>Corrected, added, deleted</source>
        <translation>訂正・追加・削除の結果</translation>
    </message>
    <message>
        <source>Data item</source>
        <translation>データの項目</translation>
    </message>
    <message>
        <source>Data items</source>
        <translation>データの項目</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>年月日</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>決定</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>実施</translation>
    </message>
    <message>
        <source>Done on</source>
        <translation>実施日</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>説明</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>事実</translation>
    </message>
    <message>
        <source>Grant in full</source>
        <translation>全部に応じる</translation>
    </message>
    <message>
        <source>Grant in part</source>
        <translation>一部に応じる</translation>
    </message>
    <message>
        <source>Ground</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>区分</translation>
    </message>
    <message>
        <source>How to reach it</source>
        <translation>連絡方法</translation>
    </message>
    <message>
        <source>It is a change the contact makes, not an inquiry</source>
        <translation>問合せではなく、担当窓口が行う変更の手続です</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>Items of the annex</source>
        <translation>別紙に載せる項目</translation>
    </message>
    <message>
        <source>No such data</source>
        <translation>該当データがない</translation>
    </message>
    <message>
        <source>Of which data</source>
        <translation>対象のデータ</translation>
    </message>
    <message>
        <source>Other law</source>
        <translation>ほかの法令</translation>
    </message>
    <message>
        <source>Part, in kind</source>
        <translation>部分（種類で）</translation>
    </message>
    <message>
        <source>Parts withheld, each with its ground and explanation (printed)</source>
        <translation>開示しない部分と、その理由・説明（通知書に載ります）</translation>
    </message>
    <message>
        <source>Party</source>
        <translation>相手方</translation>
    </message>
    <message>
        <source>Provided to others</source>
        <translation>第三者への提供</translation>
    </message>
    <message>
        <source>Purpose of use</source>
        <translation>利用目的</translation>
    </message>
    <message>
        <source>Purpose of use of what is disclosed</source>
        <translation>開示する内容の利用目的</translation>
    </message>
    <message>
        <source>Purposes of use</source>
        <translation>利用目的</translation>
    </message>
    <message>
        <source>Received from others</source>
        <translation>第三者からの取得</translation>
    </message>
    <message>
        <source>Refer</source>
        <translation>担当窓口を案内する</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>応じない</translation>
    </message>
    <message>
        <source>Representative</source>
        <translation>代表者</translation>
    </message>
    <message>
        <source>Searched by</source>
        <translation>検索した項目</translation>
    </message>
    <message>
        <source>Searched on</source>
        <translation>調べた日</translation>
    </message>
    <message>
        <source>Sent back: {reason}</source>
        <translation>差戻し: {reason}</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>取得元</translation>
    </message>
    <message>
        <source>Substitute measure</source>
        <translation>代わりの措置</translation>
    </message>
    <message>
        <source>The desk's own note</source>
        <translation>窓口のメモ</translation>
    </message>
    <message>
        <source>The service's own contact</source>
        <translation>担当窓口</translation>
    </message>
    <message>
        <source>Way of acquisition</source>
        <translation>取得の方法</translation>
    </message>
    <message>
        <source>Data asked for</source>
        <translation>請求の対象</translation>
    </message>
    <message>
        <source>What to have ready</source>
        <translation>用意していただくもの</translation>
    </message>
    <message>
        <source>What was searched</source>
        <translation>調べた範囲</translation>
    </message>
    <message>
        <source>Where the purpose is published</source>
        <translation>利用目的を公表している場所</translation>
    </message>
    <message>
        <source>Whom the desk told of the correction</source>
        <translation>訂正を知らせた先</translation>
    </message>
    <message>
        <source>Why paper and not an electronic record</source>
        <translation>電磁的記録でなく書面とする理由</translation>
    </message>
    <message>
        <source>Withheld</source>
        <translation>不開示</translation>
    </message>
    <message>
        <source>never printed</source>
        <translation>通知書には載りません</translation>
    </message>
    <message>
        <source>press its number</source>
        <translation>数字キーで選ぶ</translation>
    </message>
    <message>
        <source>printed in the letter</source>
        <translation>通知書に載ります</translation>
    </message>
    <message>
        <source>Withhold only a part?</source>
        <translation>一部を非開示にするだけで足りませんか</translation>
    </message>
    <message>
        <source>Grant in part ({key})</source>
        <translation>一部に応じる ({key})</translation>
    </message>
    <message>
        <source>The rest is disclosed: Article 33(2).</source>
        <translation>理由に当たらない部分は開示します(第33条第2項「全部又は一部」)。</translation>
    </message>
    <message>
        <source>What cannot be chosen now</source>
        <translation>今は選べない決定</translation>
    </message>
    <message>
        <source>{choices}: {why}</source>
        <translation>{choices}：{why}</translation>
    </message>
</context>
<context>
    <name>DecisionQuestions</name>
    <message>
        <source>Approve</source>
        <translation>承認する</translation>
    </message>
    <message>
        <source>Reason (needed)</source>
        <translation>理由（必須）</translation>
    </message>
    <message>
        <source>Return it to the proposer</source>
        <translation>差し戻す</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>取り下げる</translation>
    </message>
    <message>
        <source>The approval is signed with the person's own key over exactly this content. The letter can then be issued.</source>
        <translation>この内容のとおりに、承認する人の鍵で署名します。承認すると通知書を発行できます。</translation>
    </message>
    <message>
        <source>The decision is approved.</source>
        <translation>決定を承認しました。</translation>
    </message>
    <message>
        <source>The proposer sees the reason and begins from what was written.</source>
        <translation>起案した人に理由が伝わり、書いた内容から直せます。</translation>
    </message>
    <message>
        <source>What was written stays, to be changed and proposed again.</source>
        <translation>書いた内容は残り、直して起案し直せます。</translation>
    </message>
    <message>
        <source>{number} {right}: {outcome}, proposed by {name}</source>
        <translation>{number} {right}: {outcome}（起案 {name}）</translation>
    </message>
</context>
<context>
    <name>DecisionView</name>
    <message>
        <source>Claim {place} / {total}</source>
        <translation>請求事項 {place} / {total}</translation>
    </message>
    <message>
        <source>Add a line</source>
        <translation>行を追加</translation>
    </message>
    <message>
        <source>Begin anew</source>
        <translation>白紙に戻す</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>請求の内容</translation>
    </message>
    <message>
        <source>Clause of the ground</source>
        <translation>理由の条文</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>決定</translation>
    </message>
    <message>
        <source>Decision {number} {right}</source>
        <translation>決定 {number} {right}</translation>
    </message>
    <message>
        <source>Draft of last time</source>
        <translation>前回の下書き</translation>
    </message>
    <message>
        <source>Go to what is missing</source>
        <translation>足りないものへ</translation>
    </message>
    <message>
        <source>Letter and people</source>
        <translation>通知書と担当</translation>
    </message>
    <message>
        <source>Next claim</source>
        <translation>次の請求事項</translation>
    </message>
    <message>
        <source>Parts of this page</source>
        <translation>この画面の部分</translation>
    </message>
    <message>
        <source>Previous claim</source>
        <translation>前の請求事項</translation>
    </message>
    <message>
        <source>Propose</source>
        <translation>起案する</translation>
    </message>
    <message>
        <source>Proposed. It waits for a second person.</source>
        <translation>起案しました。別の人の承認を待ちます。</translation>
    </message>
    <message>
        <source>Take over the answer</source>
        <translation>回答を別紙に取り込む</translation>
    </message>
    <message>
        <source>The decision is approved.</source>
        <translation>決定を承認しました。</translation>
    </message>
    <message>
        <source>approve</source>
        <translation>承認</translation>
    </message>
    <message>
        <source>back to the application</source>
        <translation>請求へ戻る</translation>
    </message>
    <message>
        <source>choose a ground</source>
        <translation>理由を選ぶ</translation>
    </message>
    <message>
        <source>choose the decision</source>
        <translation>決定を選ぶ</translation>
    </message>
    <message>
        <source>clause</source>
        <translation>条文</translation>
    </message>
    <message>
        <source>next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>propose</source>
        <translation>起案</translation>
    </message>
    <message>
        <source>take over the answer</source>
        <translation>回答を取り込む</translation>
    </message>
    <message>
        <source>Choose an outcome first.</source>
        <translation>先に決定の内容を選んでください。</translation>
    </message>
    <message>
        <source>What is still missing stands over the page.</source>
        <translation>足りないものは画面の上に出ています。</translation>
    </message>
    <message>
        <source>The approval is signed and stays: nothing takes it back.</source>
        <translation>承認は署名されて残り、取り消せません。</translation>
    </message>
</context>
<context>
    <name>DeskProfilePage</name>
    <message>
        <source>A letter with these names and this address</source>
        <translation>この名称と住所の通知書</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住所</translation>
    </message>
    <message>
        <source>Applications come here, and what cannot be delivered comes back here: on letters, forms and envelopes.</source>
        <translation>請求の送り先と、届かなかった郵便の返送先です。通知書、様式、封筒に載ります。</translation>
    </message>
    <message>
        <source>Changed by the officer and a second person, both with their passwords.</source>
        <translation>個人情報保護管理者ともう一人が、それぞれのパスワードで変えます。</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>窓口</translation>
    </message>
    <message>
        <source>In the sender of every letter.</source>
        <translation>通知書の差出人に載ります。</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>通知書</translation>
    </message>
    <message>
        <source>Letters that refuse say where the procedure is published and where to ask. Without a page they say "on our website". A supervisor changes these alone.</source>
        <translation>応じない通知書で、手続の公表先とお問い合わせ先を示します。空欄なら「弊社ウェブサイト」と書きます。この2つは、管理者が一人で変えられます。</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Nothing was changed yet.</source>
        <translation>まだ何も変わっていません。</translation>
    </message>
    <message>
        <source>On a letter</source>
        <translation>通知書での見え方</translation>
    </message>
    <message>
        <source>On forms and instructions; the red marking is what senders write.</source>
        <translation>様式と案内に載ります。朱書きは、請求者が封筒に書くものです。</translation>
    </message>
    <message>
        <source>Parts of this page</source>
        <translation>この画面の部分</translation>
    </message>
    <message>
        <source>Procedure and envelopes</source>
        <translation>手続と封筒</translation>
    </message>
    <message>
        <source>Web pages</source>
        <translation>ウェブページ</translation>
    </message>
    <message>
        <source>next field</source>
        <translation>次の欄</translation>
    </message>
    <message>
        <source>Confirm the change</source>
        <translation>変更を確かめる</translation>
    </message>
    <message>
        <source>Leave the change</source>
        <translation>変更をやめる</translation>
    </message>
    <message>
        <source>Change names, address and the rest</source>
        <translation>名称・住所などを変える</translation>
    </message>
    <message>
        <source>Change the web pages</source>
        <translation>ウェブページを変える</translation>
    </message>
</context>
<context>
    <name>DisposalColumns</name>
    <message numerus="yes">
        <source>%n sheet(s)</source>
        <translation>
            <numerusform>%n枚</numerusform>
        </translation>
    </message>
    <message>
        <source>Applications</source>
        <translation>件数</translation>
    </message>
    <message>
        <source>Claims</source>
        <translation>請求事項</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>完了日</translation>
    </message>
    <message>
        <source>Kept until</source>
        <translation>保管の満了日</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>本人</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>番号</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>紙</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>選ぶ</translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation>提案日</translation>
    </message>
    <message>
        <source>Receipt no.</source>
        <translation>受付番号</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>選択済み</translation>
    </message>
    <message>
        <source>held back</source>
        <translation>留保中</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>not chosen</source>
        <translation>未選択</translation>
    </message>
    <message>
        <source>counted</source>
        <translation>数えました</translation>
    </message>
    <message>
        <source>Record of provision</source>
        <translation>第三者提供の記録</translation>
    </message>
    <message>
        <source>Inquiry</source>
        <translation>問合せ</translation>
    </message>
</context>
<context>
    <name>DisposalList</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them held back</source>
        <translation>
            <numerusform>うち留保%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>Due for disposal</source>
        <translation>廃棄期限が来たもの</translation>
    </message>
    <message>
        <source>Due next</source>
        <translation>これから期限が来るもの</translation>
    </message>
    <message numerus="yes">
        <source>Due next: %n item(s)</source>
        <translation>
            <numerusform>これから期限が来るもの %n件</numerusform>
        </translation>
    </message>
    <message>
        <source>It stands in a disposal already.</source>
        <translation>すでに廃棄の提案に入っています。</translation>
    </message>
    <message>
        <source>Nothing is due for disposal.</source>
        <translation>廃棄期限が来たものはありません。</translation>
    </message>
    <message>
        <source>Nothing that is due matches.</source>
        <translation>当てはまるものはありません。</translation>
    </message>
    <message>
        <source>Receipt number</source>
        <translation>受付番号</translation>
    </message>
    <message>
        <source>Receipt number or name</source>
        <translation>受付番号・氏名</translation>
    </message>
    <message>
        <source>{number} is held back from disposal</source>
        <translation>{number} は廃棄を留保しています</translation>
    </message>
    <message>
        <source>{reason}. Ordered by {name} on {day}. To be looked at again on {review}.</source>
        <translation>理由 {reason}。指示 {name} {day}。見直しの日 {review}。</translation>
    </message>
    <message>
        <source>Counted in Reports: {figure}</source>
        <translation>報告で数えたもの：{figure}</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>すべて表示</translation>
    </message>
    <message numerus="yes">
        <source>In {month}: %n item(s)</source>
        <translation>
            <numerusform>{month}　%n件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This month, {month}: %n item(s)</source>
        <translation>
            <numerusform>今月　{month}　%n件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Next month, {month}: %n item(s)</source>
        <translation>
            <numerusform>来月　{month}　%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>none of them this month</source>
        <translation>今月の分はありません</translation>
    </message>
    <message numerus="yes">
        <source>%n of them this month</source>
        <translation>
            <numerusform>うち今月%n件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DisposalPanel</name>
    <message>
        <source>End them now</source>
        <translation>今すぐ終わらせる</translation>
    </message>
    <message>
        <source>Old backups</source>
        <translation>古いバックアップ</translation>
    </message>
    <message>
        <source>Report, without personal data</source>
        <translation>廃棄報告書（個人情報は載りません）</translation>
    </message>
    <message>
        <source>Steps of the disposal</source>
        <translation>廃棄の手順</translation>
    </message>
    <message>
        <source>What goes</source>
        <translation>消えるもの</translation>
    </message>
    <message>
        <source>What stays</source>
        <translation>残るもの</translation>
    </message>
</context>
<context>
    <name>DisposalQuestions</name>
    <message numerus="yes">
        <source>%n item(s) will be disposed of. Nobody can undo it.</source>
        <translation>
            <numerusform>%n件を廃棄します。元に戻せません。</numerusform>
        </translation>
    </message>
    <message>
        <source>A new recovery sheet must be in use. A backup is made for it first; shred the older sheets afterwards.</source>
        <translation>新しい復旧シートを使い始めている必要があります。先にそのシートでバックアップを作ります。終わったら、以前のシートを裁断してください。</translation>
    </message>
    <message>
        <source>Both confirm</source>
        <translation>二人で確認する</translation>
    </message>
    <message>
        <source>Confirm day and time</source>
        <translation>日付と時刻を確認する</translation>
    </message>
    <message>
        <source>Day and time are confirmed.</source>
        <translation>日付と時刻を確認しました。</translation>
    </message>
    <message>
        <source>Dispose</source>
        <translation>廃棄する</translation>
    </message>
    <message numerus="yes">
        <source>Dispose of %n item(s)</source>
        <translation>
            <numerusform>%n件を廃棄する</numerusform>
        </translation>
    </message>
    <message>
        <source>End the old backups now</source>
        <translation>古いバックアップを今すぐ終わらせる</translation>
    </message>
    <message>
        <source>End them</source>
        <translation>終わらせる</translation>
    </message>
    <message>
        <source>Every backup from before disposal {number} can then be read by nobody.</source>
        <translation>廃棄 {number} より前のバックアップは、すべて読めなくなります。</translation>
    </message>
    <message>
        <source>From then on it can be disposed of.</source>
        <translation>解くと、廃棄できるようになります。</translation>
    </message>
    <message>
        <source>Hold back</source>
        <translation>留保する</translation>
    </message>
    <message>
        <source>Hold {number} back</source>
        <translation>{number} の廃棄を留保する</translation>
    </message>
    <message>
        <source>It is not disposed of while the hold stands.</source>
        <translation>留保している間は廃棄しません。</translation>
    </message>
    <message>
        <source>It is {day}, {time}. Look at a calendar and a clock.</source>
        <translation>{day} {time} です。暦と時計を見て確かめてください。</translation>
    </message>
    <message>
        <source>What is in it can be proposed anew.</source>
        <translation>対象は、改めて提案できます。</translation>
    </message>
    <message>
        <source>Lift the hold</source>
        <translation>留保を解く</translation>
    </message>
    <message>
        <source>Lift the hold on {number}</source>
        <translation>{number} の留保を解く</translation>
    </message>
    <message>
        <source>Look at it again on</source>
        <translation>見直す日</translation>
    </message>
    <message>
        <source>Note of the desk</source>
        <translation>窓口のメモ</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Records, search index and letters are deleted, the data key is changed, a new backup is made, and every page is searched for what is left.</source>
        <translation>記録、検索の索引、通知書を消し、データの鍵を替え、新しいバックアップを作り、残りがないか全ページを調べます。</translation>
    </message>
    <message>
        <source>Send back</source>
        <translation>差し戻す</translation>
    </message>
    <message>
        <source>Send disposal {number} back</source>
        <translation>廃棄 {number} を差し戻す</translation>
    </message>
    <message>
        <source>The disposal has begun.</source>
        <translation>廃棄を始めました。</translation>
    </message>
    <message>
        <source>The old backups are being ended.</source>
        <translation>古いバックアップを終わらせています。</translation>
    </message>
    <message>
        <source>The report tells the reason, never the note.</source>
        <translation>報告書には理由だけが載り、メモは載りません。</translation>
    </message>
    <message>
        <source>Two people answer for it with their passwords; the journal says so.</source>
        <translation>二人がパスワードを入れて確認し、操作記録に残ります。</translation>
    </message>
    <message>
        <source>Contractor of disposal {number}</source>
        <translation>廃棄 {number} の委託業者</translation>
    </message>
    <message>
        <source>Note it</source>
        <translation>書き留める</translation>
    </message>
    <message>
        <source>Report and ledger name it; the certificate may be noted later.</source>
        <translation>報告書と廃棄記録に載ります。証明書は、届いてから書き足せます。</translation>
    </message>
    <message>
        <source>Contractor</source>
        <translation>委託業者</translation>
    </message>
    <message>
        <source>Certificate no.</source>
        <translation>証明書番号</translation>
    </message>
    <message>
        <source>Received on</source>
        <translation>受領日</translation>
    </message>
    <message>
        <source>The contractor is noted.</source>
        <translation>委託業者を書き留めました。</translation>
    </message>
</context>
<context>
    <name>DisposalView</name>
    <message>
        <source>Propose without counting</source>
        <translation>数え直さずに提案</translation>
    </message>
    <message>
        <source>Carry out</source>
        <translation>実行する</translation>
    </message>
    <message>
        <source>Check once more</source>
        <translation>もう一度確認する</translation>
    </message>
    <message>
        <source>Choose all</source>
        <translation>すべて選ぶ</translation>
    </message>
    <message>
        <source>Choose with Space what is to be disposed of.</source>
        <translation>廃棄するものを Space で選んでください。</translation>
    </message>
    <message>
        <source>Confirm day and time</source>
        <translation>日付と時刻を確認する</translation>
    </message>
    <message>
        <source>Disposal</source>
        <translation>廃棄</translation>
    </message>
    <message>
        <source>End the old backups now</source>
        <translation>古いバックアップを終わらせる</translation>
    </message>
    <message>
        <source>Everything is deleted, and the pages were searched.</source>
        <translation>すべて消し、残りを調べました。</translation>
    </message>
    <message>
        <source>Hold back</source>
        <translation>留保する</translation>
    </message>
    <message>
        <source>Is it {day}, {time}?</source>
        <translation>いまは{day} {time}で合っていますか</translation>
    </message>
    <message>
        <source>It is being carried out.</source>
        <translation>実行しています。</translation>
    </message>
    <message>
        <source>Lift the hold</source>
        <translation>留保を解く</translation>
    </message>
    <message>
        <source>List</source>
        <translation>一覧</translation>
    </message>
    <message>
        <source>New proposal</source>
        <translation>新しく提案する</translation>
    </message>
    <message>
        <source>Parts of this page</source>
        <translation>この画面の部分</translation>
    </message>
    <message>
        <source>Past disposals</source>
        <translation>過去の廃棄報告書</translation>
    </message>
    <message>
        <source>Print the report</source>
        <translation>廃棄報告書を印刷する</translation>
    </message>
    <message>
        <source>Propose</source>
        <translation>提案する</translation>
    </message>
    <message>
        <source>Record the paper</source>
        <translation>紙の廃棄を記録する</translation>
    </message>
    <message>
        <source>Save as spreadsheet</source>
        <translation>表計算ファイルに保存</translation>
    </message>
    <message>
        <source>Send back</source>
        <translation>差し戻す</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>承認する</translation>
    </message>
    <message>
        <source>Steps and report</source>
        <translation>手順と報告</translation>
    </message>
    <message>
        <source>The disposal is proposed; it waits for a second person.</source>
        <translation>廃棄を提案しました。別の人の承認を待っています。</translation>
    </message>
    <message>
        <source>The disposal is signed.</source>
        <translation>廃棄を承認しました。</translation>
    </message>
    <message>
        <source>The old backups can be read by nobody any more.</source>
        <translation>古いバックアップは、もう誰にも読めません。</translation>
    </message>
    <message>
        <source>The pages were searched once more.</source>
        <translation>残りをもう一度調べました。</translation>
    </message>
    <message>
        <source>The paper is recorded; the report can be printed.</source>
        <translation>紙の廃棄を記録しました。報告書を印刷できます。</translation>
    </message>
    <message>
        <source>item</source>
        <translation>対象</translation>
    </message>
    <message>
        <source>choose or not</source>
        <translation>選ぶ・外す</translation>
    </message>
    <message>
        <source>count the paper</source>
        <translation>枚数を数える</translation>
    </message>
    <message>
        <source>narrow down</source>
        <translation>絞り込み</translation>
    </message>
    <message>
        <source>next part</source>
        <translation>次の区画</translation>
    </message>
    <message>
        <source>{doubt}. The lists can be read; until two people confirm day and time, nothing is disposed of.</source>
        <translation>{doubt}になっています。一覧は見られますが、二人が日付と時刻を確認するまで廃棄はできません。</translation>
    </message>
    <message>
        <source>Contractor and certificate</source>
        <translation>委託業者と証明書</translation>
    </message>
    <message>
        <source>Count the paper</source>
        <translation>枚数を数える</translation>
    </message>
    <message numerus="yes">
        <source>Applications: %n year(s) after completion</source>
        <translation>
            <numerusform>請求は完了から%n年</numerusform>
        </translation>
    </message>
    <message>
        <source>{kept}. Records of provision: {contract} or {others} years</source>
        <translation>{kept}、第三者提供の記録は{contract}年または{others}年</translation>
    </message>
    <message>
        <source>Go to the line that is to be held back.</source>
        <translation>留保するものの行に移動してください。</translation>
    </message>
</context>
<context>
    <name>DisposalWords</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) chosen</source>
        <translation>
            <numerusform>%n件を選択</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n item(s) chosen, paper counted</source>
        <translation>
            <numerusform>%n件を選び、紙の枚数を数えた</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s)</source>
        <translation>
            <numerusform>通知書 %n通</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them has no paper.</source>
        <translation>
            <numerusform>%n件に紙はありません。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them is counted.</source>
        <translation>
            <numerusform>%n件は数えました。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sheet(s) of paper</source>
        <translation>
            <numerusform>紙 %n枚</numerusform>
        </translation>
    </message>
    <message>
        <source>1 Propose</source>
        <translation>1 提案</translation>
    </message>
    <message>
        <source>2 Sign</source>
        <translation>2 承認</translation>
    </message>
    <message>
        <source>3 Carry out</source>
        <translation>3 実行</translation>
    </message>
    <message>
        <source>4 Check</source>
        <translation>4 確認</translation>
    </message>
    <message>
        <source>5 Report</source>
        <translation>5 報告</translation>
    </message>
    <message>
        <source>After {day} the key of every backup that holds these records is gone: no copy of them anywhere can be read.</source>
        <translation>これらの記録を含むバックアップは、{day}を過ぎると鍵がなくなり、どの複製も読めなくなります。</translation>
    </message>
    <message numerus="yes">
        <source>Of {chosen} chosen, count the paper of %n</source>
        <translation>
            <numerusform>選んだ{chosen}件のうち、%n件の紙の枚数を数えます</numerusform>
        </translation>
    </message>
    <message>
        <source>What goes: {count} ({numbers})</source>
        <translation>対象 {count}件（{numbers}）</translation>
    </message>
    <message>
        <source>Choose what is to be disposed of</source>
        <translation>一覧で、廃棄するものを選びます</translation>
    </message>
    <message>
        <source>Delete records, index and letters; destroy the paper</source>
        <translation>記録・索引・通知書を消し、紙を裁断する</translation>
    </message>
    <message>
        <source>Deleting, changing the key, making a backup, searching the pages</source>
        <translation>消去、鍵の交換、バックアップ、残りの確認をしています</translation>
    </message>
    <message>
        <source>Disposal number {number}</source>
        <translation>廃棄番号 {number}</translation>
    </message>
    <message>
        <source>Disposal {number}</source>
        <translation>廃棄 {number}</translation>
    </message>
    <message numerus="yes">
        <source>Held back though due: %n item(s).</source>
        <translation>
            <numerusform>期限が来た%n件は廃棄を留保しています。</numerusform>
        </translation>
    </message>
    <message>
        <source>It was stopped, or something was left on a page. Check once more.</source>
        <translation>途中で止めたか、どこかに残りがあります。もう一度確認してください。</translation>
    </message>
    <message>
        <source>Keep the report</source>
        <translation>廃棄報告書を残す</translation>
    </message>
    <message numerus="yes">
        <source>Kept until then: %n item(s).</source>
        <translation>
            <numerusform>%n件の保管が満了します。</numerusform>
        </translation>
    </message>
    <message>
        <source>Make a new backup and search for what is left</source>
        <translation>新しいバックアップを作り、残りがないことを調べる</translation>
    </message>
    <message numerus="yes">
        <source>Method: records deleted, %n sheet(s) of paper destroyed</source>
        <translation>
            <numerusform>方法 記録の消去、紙%n枚の廃棄</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Method: records deleted, %n sheet(s) of paper: {method}</source>
        <translation>
            <numerusform>方法 記録の消去、紙%n枚の{method}</numerusform>
        </translation>
    </message>
    <message>
        <source>New backup made, nothing left was found</source>
        <translation>新しいバックアップを作り、残りがないことを調べた</translation>
    </message>
    <message>
        <source>New disposal</source>
        <translation>新しい廃棄</translation>
    </message>
    <message>
        <source>No completed application is being kept</source>
        <translation>保管している完了した請求はありません</translation>
    </message>
    <message>
        <source>Nobody here may sign it</source>
        <translation>承認できる人がいません</translation>
    </message>
    <message>
        <source>Nothing to dispose of today</source>
        <translation>いま廃棄するものはありません</translation>
    </message>
    <message>
        <source>Numbers and days of this disposal</source>
        <translation>この廃棄の受付番号と日付</translation>
    </message>
    <message>
        <source>Proposed: {proposer}  Signed: {signer}  Witness: {witness}</source>
        <translation>提案 {proposer}　承認 {signer}　立会 {witness}</translation>
    </message>
    <message>
        <source>Record of disposal (report)</source>
        <translation>廃棄記録（報告書）</translation>
    </message>
    <message>
        <source>Records are deleted; now destroy the paper and record it</source>
        <translation>記録は消去済み。紙を裁断し、記録する</translation>
    </message>
    <message numerus="yes">
        <source>Records of %n item(s), and their search index</source>
        <translation>
            <numerusform>%n件の記録（検索の索引も）</numerusform>
        </translation>
    </message>
    <message>
        <source>Records, index and letters deleted, paper destroyed</source>
        <translation>記録・索引・通知書を消し、紙を裁断した</translation>
    </message>
    <message>
        <source>Sent back</source>
        <translation>差し戻されました</translation>
    </message>
    <message>
        <source>Somebody else looked at it</source>
        <translation>提案した人とは別の人が確認した</translation>
    </message>
    <message>
        <source>Somebody else looks at it</source>
        <translation>提案した人とは別の人が確認する</translation>
    </message>
    <message>
        <source>Space ticks a line, F2 counts its paper.</source>
        <translation>Space で選び、F2 で紙の枚数を数えます。</translation>
    </message>
    <message numerus="yes">
        <source>That is in %n day(s).</source>
        <translation>
            <numerusform>あと%n日です。</numerusform>
        </translation>
    </message>
    <message>
        <source>The journal, which tells of nobody</source>
        <translation>操作記録（個人を示さない形）</translation>
    </message>
    <message>
        <source>The next is due on {day}</source>
        <translation>次の廃棄期限は{day}です</translation>
    </message>
    <message>
        <source>The officer signs, or a supervisor where the officer proposed it.</source>
        <translation>個人情報保護管理者が承認します。管理者が承認するのは、個人情報保護管理者が提案したときだけです。</translation>
    </message>
    <message>
        <source>The records are gone, the check is not done</source>
        <translation>記録は消えましたが、確認が済んでいません</translation>
    </message>
    <message>
        <source>The report</source>
        <translation>廃棄報告書</translation>
    </message>
    <message>
        <source>The report is kept</source>
        <translation>廃棄報告書を残した</translation>
    </message>
    <message>
        <source>Tick what is to go and count the paper</source>
        <translation>廃棄するものを選び、紙の枚数を数える</translation>
    </message>
    <message>
        <source>not signed yet</source>
        <translation>未承認</translation>
    </message>
    <message>
        <source>nothing left</source>
        <translation>残りなし</translation>
    </message>
    <message>
        <source>{count}, {state}</source>
        <translation>{count}・{state}</translation>
    </message>
    <message>
        <source>Name and password stand below. Nothing is deleted by that.</source>
        <translation>氏名とパスワードは下の欄に入力します。署名だけでは何も消えません。</translation>
    </message>
    <message>
        <source>Method, people and sheets stand below; with them it is done.</source>
        <translation>方法、実施者、立会人、枚数を下の欄に入力すると終わります。</translation>
    </message>
    <message>
        <source>Then you propose. Another person signs before anything goes.</source>
        <translation>数えたら提案します。消す前に別の人が署名します。</translation>
    </message>
    <message>
        <source>Another person signs before anything goes.</source>
        <translation>消す前に別の人が署名します。</translation>
    </message>
    <message>
        <source>You are asked once more before anything is deleted.</source>
        <translation>消す前に、もう一度確かめます。</translation>
    </message>
    <message>
        <source>Another person signs</source>
        <translation>別の人が署名します</translation>
    </message>
    <message>
        <source>Carry it out</source>
        <translation>廃棄を実行します</translation>
    </message>
    <message>
        <source>Destroy the paper and record it</source>
        <translation>紙を廃棄して記録します</translation>
    </message>
    <message numerus="yes">
        <source>Propose these %n item(s)</source>
        <translation>
            <numerusform>%n件の廃棄を提案します</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Count the paper of %n item(s)</source>
        <translation>
            <numerusform>%n件の紙の枚数を数えます</numerusform>
        </translation>
    </message>
    <message>
        <source>Records, index and letters are deleted for good: nothing brings them back. Then the paper is destroyed.</source>
        <translation>記録・索引・通知書が消え、元に戻せません。そのあと紙を廃棄します。</translation>
    </message>
    <message>
        <source>Wait until it is carried out</source>
        <translation>実行が終わるまで待ちます</translation>
    </message>
    <message>
        <source>The disposal is done: print its report</source>
        <translation>廃棄が終わりました。廃棄報告書を印刷します</translation>
    </message>
    <message>
        <source>It names nobody.</source>
        <translation>個人情報は載りません。</translation>
    </message>
    <message>
        <source>Kept until: {first} to {last}</source>
        <translation>保管の満了 {first}から{last}まで</translation>
    </message>
</context>
<context>
    <name>DoableMenu</name>
    <message numerus="yes">
        <source>Not possible now (%n)</source>
        <translation>
            <numerusform>いまはできないこと（%n）</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DoorPanel</name>
    <message>
        <source>Manual</source>
        <translation>手引き</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>日本語</source>
        <translation>English</translation>
    </message>
</context>
<context>
    <name>DraftBar</name>
    <message>
        <source>A new page can be started; this draft stays kept.</source>
        <translation>新しい受付を始めても、この下書きは残ります。</translation>
    </message>
    <message>
        <source>Another draft is laid aside.</source>
        <translation>取り置いた下書きがもう一つあります。</translation>
    </message>
    <message>
        <source>Another draft, of {when}, is laid aside.</source>
        <translation>取り置いた下書きがもう一つあります（{when}）。</translation>
    </message>
    <message>
        <source>Kept as a draft; it comes back where this page was opened.</source>
        <translation>下書きを残しました。同じところから開くと続きを書けます。</translation>
    </message>
    <message>
        <source>Kept as a draft; {key} goes on with it.</source>
        <translation>下書きを残しました。{key} で続きを書けます。</translation>
    </message>
    <message>
        <source>Start a new page</source>
        <translation>新しく始める</translation>
    </message>
    <message>
        <source>The other draft</source>
        <translation>もう一つの下書き</translation>
    </message>
    <message>
        <source>This goes on with the draft of last time</source>
        <translation>前回の下書きの続きです</translation>
    </message>
    <message>
        <source>This goes on with the draft of {when}</source>
        <translation>下書きの続きです（{when}）</translation>
    </message>
</context>
<context>
    <name>DraftLine</name>
    <message>
        <source>Go on writing</source>
        <translation>続きを書く</translation>
    </message>
    <message>
        <source>Mail was begun and not logged yet</source>
        <translation>書きかけの受付があります</translation>
    </message>
    <message>
        <source>What came later for {number} was begun and not logged yet</source>
        <translation>{number}に届いたものの書きかけの受付があります</translation>
    </message>
    <message>
        <source>What came later was begun and not logged yet</source>
        <translation>書きかけの補正などの受付があります</translation>
    </message>
    <message>
        <source>What was typed is kept; go on where it stopped, or begin anew there.</source>
        <translation>入力した内容は保存してあります。続きから書くか、開いてから白紙に戻せます。</translation>
    </message>
</context>
<context>
    <name>EntryForm</name>
    <message>
        <source>This is needed.</source>
        <translation>入力してください。</translation>
    </message>
    <message>
        <source>needed</source>
        <translation>必須</translation>
    </message>
</context>
<context>
    <name>EntryList</name>
    <message numerus="yes">
        <source>%n entry(ies)</source>
        <translation>
            <numerusform>%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>All entries</source>
        <translation>すべて</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>受払</translation>
    </message>
    <message>
        <source>Entries of the stamp book</source>
        <translation>切手受払簿の受払</translation>
    </message>
    <message>
        <source>No entry matches.</source>
        <translation>当てはまる受払はありません。</translation>
    </message>
    <message>
        <source>Nothing came or went in these days.</source>
        <translation>この期間の受払はありません。</translation>
    </message>
    <message>
        <source>Number, name or 84 yen</source>
        <translation>番号・氏名・84円</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>期間</translation>
    </message>
    <message>
        <source>Since the count of {day}</source>
        <translation>{day}の棚卸から</translation>
    </message>
    <message numerus="yes">
        <source>the newest %n entry(ies)</source>
        <translation>
            <numerusform>新しい順に%n件まで</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EnvelopeSection</name>
    <message>
        <source>Also by</source>
        <translation>開封者2</translation>
    </message>
    <message>
        <source>Arrived on</source>
        <translation>到着日</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種別</translation>
    </message>
    <message>
        <source>Matter</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>More of the envelope: sender, who opened it too, note</source>
        <translation>ほかの欄を開く(用件、差出人、2人目の開封者、メモ)</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Opened by</source>
        <translation>開封者</translation>
    </message>
    <message>
        <source>Postmark</source>
        <translation>消印</translation>
    </message>
    <message>
        <source>Red mark</source>
        <translation>朱書き</translation>
    </message>
    <message>
        <source>Reg. cash</source>
        <translation>現金書留</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>あり</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>差出人</translation>
    </message>
    <message>
        <source>Simple reg.</source>
        <translation>簡易書留</translation>
    </message>
    <message>
        <source>Specified rec.</source>
        <translation>特定記録</translation>
    </message>
    <message>
        <source>Tracking</source>
        <translation>追跡番号</translation>
    </message>
    <message>
        <source>needed</source>
        <translation>必須</translation>
    </message>
</context>
<context>
    <name>ErrorBar</name>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>Exporting</name>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save as a workbook: {what}</source>
        <translation>表計算ファイルに保存（{what}）</translation>
    </message>
    <message>
        <source>The journal says who let it go. No applicant's name is in it.</source>
        <translation>書き出した人は操作記録に残ります。請求者の氏名は入りません。</translation>
    </message>
    <message>
        <source>The workbook is saved.</source>
        <translation>表計算ファイルを保存しました。</translation>
    </message>
</context>
<context>
    <name>FileCard</name>
    <message>
        <source>A new version of the rulebook waits</source>
        <translation>新しい版の規程が待っています</translation>
    </message>
    <message>
        <source>After</source>
        <translation>変更後</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>変更前</translation>
    </message>
    <message>
        <source>From</source>
        <translation>いつから</translation>
    </message>
    <message>
        <source>Put it in force under New version; then values can be changed here.</source>
        <translation>「新しい版」で使い始めると、ここで変えられるようになります。</translation>
    </message>
    <message>
        <source>Read in: {file}. Nothing is in force yet</source>
        <translation>{file} を読み込みました。まだ使い始めていません</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>What the file says otherwise</source>
        <translation>このファイルで変わる項目</translation>
    </message>
</context>
<context>
    <name>FindingMarks</name>
    <message>
        <source>to be known</source>
        <translation>参考</translation>
    </message>
</context>
<context>
    <name>FindingsList</name>
    <message>
        <source>Findings</source>
        <translation>確認結果</translation>
    </message>
    <message numerus="yes">
        <source>Show %n more</source>
        <translation>
            <numerusform>ほか%n件を表示</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Show %n more that are ok</source>
        <translation>
            <numerusform>ほか%n件の適合を表示</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindingsPanel</name>
    <message numerus="yes">
        <source>%n defective</source>
        <translation>
            <numerusform>不適合 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missing</source>
        <translation>
            <numerusform>不足 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ok</source>
        <translation>
            <numerusform>適合 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to judge</source>
        <translation>
            <numerusform>要判断 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>確認結果</translation>
    </message>
    <message>
        <source>They appear as the form is filled in, in the order of the envelope.</source>
        <translation>封筒から出てくる順に入力すると、ここに表示します。</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>A desk for real applications</source>
        <translation>本番の窓口を作る</translation>
    </message>
    <message>
        <source>Nothing has been made yet. Stop again to close: what was typed is lost.</source>
        <translation>まだ何も作られていません。もう一度「中断」で閉じます。入力した内容は失われます。</translation>
    </message>
    <message>
        <source>The encrypted desk is being made.</source>
        <translation>暗号化した窓口を作っています。</translation>
    </message>
</context>
<context>
    <name>FolderTask</name>
    <message>
        <source>Backups can be written there</source>
        <translation>書き込めることを確かめました</translation>
    </message>
    <message>
        <source>Choose the backup folder</source>
        <translation>バックアップ先を選ぶ</translation>
    </message>
    <message>
        <source>Copies then lie on other machines, where nothing is disposed of. Choose a folder that no program copies.</source>
        <translation>写しがほかの機器に残り、廃棄できません。同期しないフォルダーを選んでください。</translation>
    </message>
    <message>
        <source>Encrypted copies go there by themselves, each hour and when the desk is closed.</source>
        <translation>1時間ごとと終了時に、暗号化した写しを自動で保存します。</translation>
    </message>
    <message>
        <source>Folder on a second disk or a shared folder</source>
        <translation>別のディスクか共有フォルダー</translation>
    </message>
    <message>
        <source>Look for it</source>
        <translation>探す</translation>
    </message>
    <message>
        <source>Use it all the same</source>
        <translation>それでもこの保存先にする</translation>
    </message>
    <message>
        <source>Use this folder</source>
        <translation>この保存先にする</translation>
    </message>
    <message>
        <source>When this disk fails, desk and backups are lost together. A second disk or a shared folder is better.</source>
        <translation>このディスクが壊れると、窓口のデータとバックアップを同時に失います。別のディスクか共有フォルダーを勧めます。</translation>
    </message>
</context>
<context>
    <name>ForetoldLetter</name>
    <message>
        <source>Choose a decision: its letter is read here.</source>
        <translation>決定を選ぶと、通知書の文面をここで読めます。</translation>
    </message>
    <message>
        <source>It confirms nothing: not even that data exist. The desk's own note is never printed.</source>
        <translation>データがあるかどうかも含め、何も確認しない文面です。窓口のメモは載りません。</translation>
    </message>
    <message>
        <source>It is issued: its pages are read under Letters.</source>
        <translation>発行済みです。紙面は「通知書」で読めます。</translation>
    </message>
    <message>
        <source>No decision stands on this claim.</source>
        <translation>この請求事項に決定はありません。</translation>
    </message>
    <message>
        <source>The desk's own note is never printed.</source>
        <translation>窓口のメモは載りません。</translation>
    </message>
    <message>
        <source>The letter</source>
        <translation>通知書の文面</translation>
    </message>
    <message>
        <source>The letter can be read once what it needs is written.</source>
        <translation>必要なことを書くと、文面を読めます。</translation>
    </message>
    <message>
        <source>The letter cannot be read: {why}</source>
        <translation>文面を読めません。{why}</translation>
    </message>
    <message>
        <source>The letter is being made.</source>
        <translation>通知書の文面を用意しています。</translation>
    </message>
    <message>
        <source>The letter was still being made, so nothing was done. Do it again once it is in sight.</source>
        <translation>通知書の文面をまだ用意しているところだったため、何も行っていません。表示されてから、もう一度行ってください。</translation>
    </message>
    <message>
        <source>What the letter will say</source>
        <translation>通知書の文面</translation>
    </message>
    <message>
        <source>Tinted: facts and explanation, printed as written. The desk's own note is never printed.</source>
        <translation>色を付けたところは、そのまま載る事実と説明です。窓口のメモは載りません。</translation>
    </message>
    <message>
        <source>Read it large</source>
        <translation>大きく読む</translation>
    </message>
</context>
<context>
    <name>GroundsField</name>
    <message>
        <source>Article</source>
        <translation>条</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>号</translation>
    </message>
    <message>
        <source>Clause</source>
        <translation>条文</translation>
    </message>
    <message>
        <source>Ground</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Grounds</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Only grounds lawful for this right</source>
        <translation>この請求に使える理由だけを選べます</translation>
    </message>
    <message>
        <source>Other law</source>
        <translation>ほかの法令</translation>
    </message>
    <message>
        <source>not shown yet</source>
        <translation>まだ示されていないため選べません</translation>
    </message>
    <message>
        <source>it is shown</source>
        <translation>示されているため選べません</translation>
    </message>
    <message>
        <source>the individual asks</source>
        <translation>本人からの請求のため選べません</translation>
    </message>
    <message>
        <source>not asked for yet</source>
        <translation>まだ求めていないため選べません</translation>
    </message>
</context>
<context>
    <name>GroupWords</name>
    <message numerus="yes">
        <source>%n more: {group}</source>
        <translation>
            <numerusform>ほかに%n件（{group}）</numerusform>
        </translation>
    </message>
    <message>
        <source>All arrived today</source>
        <translation>すべて本日到着</translation>
    </message>
    <message>
        <source>Overdue since {day}</source>
        <translation>期日 {day}を経過</translation>
    </message>
    <message>
        <source>{name} {day}, over</source>
        <translation>{name} {day}を経過</translation>
    </message>
    <message>
        <source>Longest due since {day}</source>
        <translation>最も古い保管期限 {day}</translation>
    </message>
    <message>
        <source>Next date {day}</source>
        <translation>次の期日 {day}</translation>
    </message>
    <message>
        <source>{name} {day}</source>
        <translation>{name} {day}</translation>
    </message>
    <message>
        <source>Oldest arrived {day}</source>
        <translation>最も古い到着 {day}</translation>
    </message>
    <message>
        <source>today</source>
        <translation>本日</translation>
    </message>
</context>
<context>
    <name>HeldList</name>
    <message>
        <source>Add a thing to be returned</source>
        <translation>返却するものを追加</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Things to be returned</source>
        <translation>返却するもの</translation>
    </message>
    <message>
        <source>To be returned</source>
        <translation>返却するもの</translation>
    </message>
    <message>
        <source>Type whole yen.</source>
        <translation>円単位の数字で入れてください。</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Yen</source>
        <translation>金額（円）</translation>
    </message>
</context>
<context>
    <name>HoldDrill</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n秒</numerusform>
        </translation>
    </message>
    <message>
        <source>Applications: backup / desk</source>
        <translation>請求（写し / 窓口）</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>バックアップ</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Drill</source>
        <translation>復元訓練</translation>
    </message>
    <message>
        <source>Hold a drill each month</source>
        <translation>復元訓練は毎月1回行います</translation>
    </message>
    <message>
        <source>Hold the drill</source>
        <translation>訓練を行う</translation>
    </message>
    <message>
        <source>How far the drill is</source>
        <translation>復元訓練の進み具合</translation>
    </message>
    <message>
        <source>Journal: backup / desk</source>
        <translation>操作記録（写し / 窓口）</translation>
    </message>
    <message>
        <source>Key of the recovery sheet, typed or scanned</source>
        <translation>復旧シートの鍵（入力または読み取り）</translation>
    </message>
    <message>
        <source>Print the record</source>
        <translation>記録を印刷</translation>
    </message>
    <message>
        <source>Print the record again</source>
        <translation>記録をもう一度印刷</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>The backup is equal to the desk</source>
        <translation>バックアップは窓口と一致しています</translation>
    </message>
    <message numerus="yes">
        <source>The backup lacks %n save(s) of the desk</source>
        <translation>
            <numerusform>バックアップには、その後の保存%n件が含まれていません</numerusform>
        </translation>
    </message>
    <message>
        <source>The newest backup is opened with the key on paper, restored into memory and compared with the desk. Nothing is changed; the journal notes the drill.</source>
        <translation>最新のバックアップを紙の鍵で開き、メモリーの中に復元して窓口と比べます。窓口の内容は変えません。訓練をしたことは操作記録に残ります。</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>かかった時間</translation>
    </message>
</context>
<context>
    <name>HomeSection</name>
    <message>
        <source>A postal code has seven digits.</source>
        <translation>郵便番号は7桁です。</translation>
    </message>
    <message>
        <source>from code</source>
        <translation>自動入力</translation>
    </message>
    <message>
        <source>no house number yet</source>
        <translation>番地がまだありません</translation>
    </message>
</context>
<context>
    <name>IntakeBook</name>
    <message>
        <source>Choose the kind of mail.</source>
        <translation>郵便の種別を選んでください。</translation>
    </message>
    <message>
        <source>No open application has this number or name.</source>
        <translation>この番号または氏名の、処理中の請求はありません。</translation>
    </message>
    <message>
        <source>The check character does not fit. Scan or type it again.</source>
        <translation>検査文字が合いません。もう一度読み取るか入力してください。</translation>
    </message>
    <message>
        <source>Type a date, for example R8.11.25 or 25 Nov 2026.</source>
        <translation>R8.11.25 のような形で日付を入れてください。</translation>
    </message>
    <message>
        <source>Type the day on which the envelope arrived.</source>
        <translation>封筒が届いた日を入れてください。</translation>
    </message>
</context>
<context>
    <name>IntakeDays</name>
    <message numerus="yes">
        <source>age %n</source>
        <translation>
            <numerusform>%n歳</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>IntakePage</name>
    <message numerus="yes">
        <source>%n claim(s)</source>
        <translation>
            <numerusform>%n件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n defective</source>
        <translation>
            <numerusform>不適合 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n left blank</source>
        <translation>
            <numerusform>空欄 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missing</source>
        <translation>
            <numerusform>不足 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to judge</source>
        <translation>
            <numerusform>要判断 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>対象の請求</translation>
    </message>
    <message>
        <source>Choose whether it is the original or a copy.</source>
        <translation>原本か写しかを選んでください。</translation>
    </message>
    <message>
        <source>Claims</source>
        <translation>請求事項</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>書類</translation>
    </message>
    <message>
        <source>Envelope</source>
        <translation>封筒</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>請求書</translation>
    </message>
    <message>
        <source>Principal</source>
        <translation>本人</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理人</translation>
    </message>
    <message>
        <source>Stamps</source>
        <translation>切手</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>不要</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>適合</translation>
    </message>
    <message>
        <source>to be known</source>
        <translation>参考</translation>
    </message>
    <message>
        <source>to fill in</source>
        <translation>未入力</translation>
    </message>
    <message>
        <source>−{amount}</source>
        <translation>不足{amount}</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>ほか%n</numerusform>
        </translation>
    </message>
    <message>
        <source>missing</source>
        <translation>不足</translation>
    </message>
    <message>
        <source>defective</source>
        <translation>不適合</translation>
    </message>
    <message>
        <source>to judge</source>
        <translation>要判断</translation>
    </message>
</context>
<context>
    <name>IntakeView</name>
    <message>
        <source>A line is not finished yet. Esc gives it up.</source>
        <translation>書きかけの行があります。Escで取り消せます。</translation>
    </message>
    <message>
        <source>Another application</source>
        <translation>請求を追加</translation>
    </message>
    <message>
        <source>Application of this envelope</source>
        <translation>この封筒の請求</translation>
    </message>
    <message>
        <source>Application {which}: {what}</source>
        <translation>請求 {which}：{what}</translation>
    </message>
    <message>
        <source>Begin anew</source>
        <translation>白紙に戻す</translation>
    </message>
    <message>
        <source>Clause and reason</source>
        <translation>条文と理由</translation>
    </message>
    <message>
        <source>Draft of last time</source>
        <translation>前回の下書き</translation>
    </message>
    <message>
        <source>Draft saved {time}</source>
        <translation>下書きを保存 {time}</translation>
    </message>
    <message>
        <source>Envelope: {what}</source>
        <translation>封筒：{what}</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>確認結果</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>記入</translation>
    </message>
    <message>
        <source>Log mail</source>
        <translation>郵便物の受付</translation>
    </message>
    <message>
        <source>Log mail: {matter}</source>
        <translation>郵便物の受付: {matter}</translation>
    </message>
    <message>
        <source>New page or the other draft</source>
        <translation>新しく始める・もう一つの下書き</translation>
    </message>
    <message>
        <source>Next finding</source>
        <translation>次の確認結果</translation>
    </message>
    <message>
        <source>Nothing is saved yet</source>
        <translation>まだ保存していません</translation>
    </message>
    <message>
        <source>Parts of this page</source>
        <translation>この画面の部分</translation>
    </message>
    <message>
        <source>Person perhaps known</source>
        <translation>同じ方かもしれない請求</translation>
    </message>
    <message>
        <source>Previous finding</source>
        <translation>前の確認結果</translation>
    </message>
    <message>
        <source>Remove this one</source>
        <translation>この請求を外す</translation>
    </message>
    <message>
        <source>Save again</source>
        <translation>もう一度保存する</translation>
    </message>
    <message>
        <source>Save and check</source>
        <translation>保存して確認へ</translation>
    </message>
    <message>
        <source>Save draft</source>
        <translation>下書き保存</translation>
    </message>
    <message>
        <source>Section {number}</source>
        <translation>区分{number}</translation>
    </message>
    <message>
        <source>The mail is saved.</source>
        <translation>受付を保存しました。</translation>
    </message>
    <message>
        <source>There is nothing to save yet.</source>
        <translation>保存する内容がまだありません。</translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation>元に戻しました: {what}</translation>
    </message>
    <message>
        <source>allotment of stamps</source>
        <translation>切手の割当て</translation>
    </message>
    <message>
        <source>applications of the envelope</source>
        <translation>封筒の中の請求</translation>
    </message>
    <message>
        <source>claims</source>
        <translation>請求事項</translation>
    </message>
    <message>
        <source>clause</source>
        <translation>条文</translation>
    </message>
    <message>
        <source>count</source>
        <translation>枚数</translation>
    </message>
    <message>
        <source>documents</source>
        <translation>書類</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>下書き</translation>
    </message>
    <message>
        <source>here or not</source>
        <translation>届いた・届いていない</translation>
    </message>
    <message>
        <source>last choice</source>
        <translation>直前の選択</translation>
    </message>
    <message>
        <source>next field</source>
        <translation>次の欄</translation>
    </message>
    <message>
        <source>next finding</source>
        <translation>次の確認結果</translation>
    </message>
    <message>
        <source>other pieces</source>
        <translation>ほかの切手等</translation>
    </message>
    <message>
        <source>previous</source>
        <translation>前の欄</translation>
    </message>
    <message>
        <source>section</source>
        <translation>区分へ</translation>
    </message>
    <message>
        <source>several at once</source>
        <translation>額面×枚数</translation>
    </message>
    <message>
        <source>stamps</source>
        <translation>切手</translation>
    </message>
    <message>
        <source>things not to keep</source>
        <translation>預かれないもの</translation>
    </message>
    <message>
        <source>what is short</source>
        <translation>不足分を数える</translation>
    </message>
    <message>
        <source>{done} of {total} sections</source>
        <translation>{total}区分のうち{done}区分</translation>
    </message>
    <message>
        <source>Type in what came, from the envelope on</source>
        <translation>届いたものを、封筒から順に入力します</translation>
    </message>
    <message>
        <source>Saved, it gets its number, and the next step is named here.</source>
        <translation>保存すると受付番号が付きます。入力につれて、次の手順をここに示します。</translation>
    </message>
    <message>
        <source>Saved, it goes to the application that it belongs to.</source>
        <translation>保存すると、もとの請求に加わります。</translation>
    </message>
</context>
<context>
    <name>JournalFilterBar</name>
    <message>
        <source>All that was done</source>
        <translation>すべての操作</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>全員</translation>
    </message>
    <message>
        <source>From</source>
        <translation>開始日</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>番号</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>終了日</translation>
    </message>
    <message>
        <source>What</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>した人</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>すべて表示</translation>
    </message>
</context>
<context>
    <name>JournalView</name>
    <message numerus="yes">
        <source>%n entry(ies)</source>
        <translation>
            <numerusform>%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>All entries are being read</source>
        <translation>全件を調べています</translation>
    </message>
    <message>
        <source>Check all entries</source>
        <translation>全件を検証する</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日付</translation>
    </message>
    <message>
        <source>Every entry fits the one before, and the last one is that of the anchor beside the keys: {mark}. Compare it with the last sheet on paper.</source>
        <translation>すべての記録が直前の記録とつながり、最後の記録は鍵のそばの控えと一致します（{mark}）。紙の日報とも見比べてください。</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>操作記録</translation>
    </message>
    <message>
        <source>No entry matches.</source>
        <translation>当てはまる記録はありません。</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>番号</translation>
    </message>
    <message>
        <source>Print a day sheet</source>
        <translation>日報を印刷する</translation>
    </message>
    <message>
        <source>Save as spreadsheet</source>
        <translation>表計算ファイルに保存</translation>
    </message>
    <message>
        <source>Save what is due for disposal</source>
        <translation>廃棄予定を表計算ファイルに保存</translation>
    </message>
    <message numerus="yes">
        <source>The journal is whole: %n entry(ies)</source>
        <translation>
            <numerusform>操作記録に異常はありません: %n件</numerusform>
        </translation>
    </message>
    <message>
        <source>What</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>した人</translation>
    </message>
    <message>
        <source>check all entries</source>
        <translation>全件を検証</translation>
    </message>
    <message>
        <source>entry</source>
        <translation>記録</translation>
    </message>
    <message numerus="yes">
        <source>more than %n entry(ies)</source>
        <translation>
            <numerusform>%n件を超えます</numerusform>
        </translation>
    </message>
    <message>
        <source>next part</source>
        <translation>次の区画</translation>
    </message>
    <message>
        <source>open the application</source>
        <translation>請求を開く</translation>
    </message>
    <message>
        <source>sheet of a day</source>
        <translation>日報</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Nobody has checked all entries yet</source>
        <translation>全件の検証は、まだ行われていません</translation>
    </message>
    <message>
        <source>{key} reads every entry and says whether any was changed or is gone.</source>
        <translation>{key} で全件を読み、変えられた記録や消えた記録がないかを確かめます。</translation>
    </message>
    <message>
        <source>Last checked {day} {time} by {name}: it was whole</source>
        <translation>最後の検証: {day} {time} {name}。異常はありませんでした</translation>
    </message>
    <message>
        <source>Entries after No. {number} are looked at by the next check.</source>
        <translation>{number}番より後の記録は、次の検証で確かめます。</translation>
    </message>
    <message>
        <source>Application or inquiry</source>
        <translation>請求・問合せ</translation>
    </message>
    <message>
        <source>Parts of this page</source>
        <translation>この画面の区画</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>記録の一覧</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>選んだ記録</translation>
    </message>
    <message>
        <source>Entries about all</source>
        <translation>すべての記録を見る</translation>
    </message>
    <message>
        <source>Entries about this number alone</source>
        <translation>この番号の記録だけを見る</translation>
    </message>
</context>
<context>
    <name>JudgingQuestions</name>
    <message>
        <source>All that was asked is decided.</source>
        <translation>求められたことはすべて決まりました。</translation>
    </message>
    <message>
        <source>It asks for what is lacking no more ({count}).</source>
        <translation>もう足りているもの（{count}件）を求めています。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Reason (needed where it is not accepted)</source>
        <translation>理由（認めないときは必要）</translation>
    </message>
    <message>
        <source>Reason (needed)</source>
        <translation>理由（必須）</translation>
    </message>
    <message>
        <source>Record the verdict</source>
        <translation>判断を記録</translation>
    </message>
    <message>
        <source>Stamps came since, so the sum it names is not right.</source>
        <translation>そのあとに切手が届き、書かれた金額が正しくありません。</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判断</translation>
    </message>
    <message>
        <source>it counts as if it had come in time</source>
        <translation>補正の期限内に届いたものとして扱います</translation>
    </message>
    <message>
        <source>it counts towards the fee</source>
        <translation>手数料に数えます</translation>
    </message>
    <message>
        <source>it does not count</source>
        <translation>届いたものとして扱いません</translation>
    </message>
    <message>
        <source>it does not count towards the fee</source>
        <translation>手数料に数えません</translation>
    </message>
    <message>
        <source>it goes back by registered cash mail</source>
        <translation>現金書留で返す</translation>
    </message>
    <message>
        <source>it is another person's record</source>
        <translation>別の人の登録です</translation>
    </message>
    <message>
        <source>it is asked for again</source>
        <translation>もう一度求めます</translation>
    </message>
    <message>
        <source>it is explained, and the work goes on</source>
        <translation>説明がつくので、このまま進みます</translation>
    </message>
    <message>
        <source>it is not explained, and the applicant is asked</source>
        <translation>説明がつかないので、請求者に尋ねます</translation>
    </message>
    <message>
        <source>it is posted as it was issued</source>
        <translation>発行したとおりに投函します</translation>
    </message>
    <message>
        <source>it is referred to the service's own contact</source>
        <translation>サービスの窓口を案内する</translation>
    </message>
    <message>
        <source>it is the heir's own data too, and the work goes on</source>
        <translation>相続人自身の情報でもあり、手続を進める</translation>
    </message>
    <message>
        <source>it is the principal's record</source>
        <translation>本人の登録です</translation>
    </message>
    <message>
        <source>it is voided and written anew</source>
        <translation>取り消して書き直します</translation>
    </message>
    <message>
        <source>the address on the form stays; say why</source>
        <translation>請求書の住所のまま進めます（理由を書いてください）</translation>
    </message>
    <message>
        <source>the form bears it, and the reply goes there</source>
        <translation>請求書の住所が変わり、回答はそこへ送ります</translation>
    </message>
    <message>
        <source>the one who applies is enough</source>
        <translation>一方だけの請求で進めます</translation>
    </message>
    <message>
        <source>the other is asked to sign too</source>
        <translation>もう一方の署名を求めます</translation>
    </message>
    <message>
        <source>the photo is there, and the paper counts alone</source>
        <translation>顔写真があるので、1点で足ります</translation>
    </message>
    <message>
        <source>the work goes on as if it had not come</source>
        <translation>届かなかったものとして手続を進めます</translation>
    </message>
    <message>
        <source>the work goes on without it</source>
        <translation>ないまま先へ進みます</translation>
    </message>
    <message>
        <source>there is none, and a second paper is needed</source>
        <translation>顔写真がないので、もう1点求めます</translation>
    </message>
    <message>
        <source>{number} was issued before this changed.</source>
        <translation>{number}の発行後に事情が変わりました。</translation>
    </message>
    <message>
        <source>{ruling}: {follows}</source>
        <translation>{ruling}: {follows}</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>Bind no longer</source>
        <translation>結び付けをやめる</translation>
    </message>
    <message>
        <source>Bind to this machine</source>
        <translation>この端末に結び付ける</translation>
    </message>
    <message>
        <source>Bound, a copy of both folders opens nowhere else, even with a password. Nobody is locked out: the recovery sheet opens the desk on any machine.</source>
        <translation>結び付けると、両方のフォルダーの写しとパスワードがあっても、ほかの端末では開けません。復旧シートはどの端末でも開けるので、締め出されることはありません。</translation>
    </message>
    <message>
        <source>Change the data key</source>
        <translation>データの鍵を取り替える</translation>
    </message>
    <message>
        <source>Data key</source>
        <translation>データの鍵</translation>
    </message>
    <message>
        <source>Passwords are bound to this machine</source>
        <translation>パスワードはこの端末に結び付いています</translation>
    </message>
    <message>
        <source>Passwords are not bound to this machine</source>
        <translation>パスワードは端末に結び付いていません</translation>
    </message>
    <message>
        <source>The database is encrypted with it. It changes by itself with each new recovery sheet, each removal and each disposal; change it by hand when a copy of the database file may have gone astray.</source>
        <translation>データベースはこの鍵で暗号化しています。新しい復旧シート、利用者の削除、廃棄のたびに自動で変わります。データベースの写しが行方不明になったおそれがあるときは、手で取り替えてください。</translation>
    </message>
</context>
<context>
    <name>KindPage</name>
    <message>
        <source>A desk in the middle of its work; everybody in it is invented</source>
        <translation>業務の途中の窓口です。出てくる人はすべて架空です</translation>
    </message>
    <message>
        <source>An encrypted desk on this computer, empty at first</source>
        <translation>このパソコンに、暗号化した空の窓口を作ります</translation>
    </message>
    <message>
        <source>Make a desk for real applications</source>
        <translation>本番の窓口を作る</translation>
    </message>
    <message>
        <source>Sample or real</source>
        <translation>見本か本番か</translation>
    </message>
    <message>
        <source>The sample desk makes nothing of yours, and can be thrown away.</source>
        <translation>見本の窓口は本番のデータを作りません。いつでも捨てられます。</translation>
    </message>
    <message>
        <source>Try it with a sample desk</source>
        <translation>見本の窓口で試す</translation>
    </message>
    <message>
        <source>What kind of desk</source>
        <translation>窓口の種類</translation>
    </message>
    <message>
        <source>What a desk for real applications asks for</source>
        <translation>本番の窓口で聞くこと</translation>
    </message>
    <message>
        <source>Name and address of the desk, as letters show them
Two people, each with a password of 12 characters or more
A printer for the recovery sheet; it can be printed later
A folder for backups, on another disk or a shared one</source>
        <translation>通知書に載る窓口の名称と所在地
最初の二人と、それぞれ12文字以上のパスワード
復旧シートを印刷するプリンター（印刷はあとでもできます）
別のディスクか共有フォルダーにあるバックアップ先</translation>
    </message>
    <message>
        <source>Everything stays on this computer</source>
        <translation>すべてこのパソコンの中にあります</translation>
    </message>
    <message>
        <source>The program uses no network, and all that is kept is encrypted.</source>
        <translation>このプログラムは通信をしません。記録はすべて暗号化して保存します。</translation>
    </message>
</context>
<context>
    <name>LedgerPrinting</name>
    <message>
        <source>It names the applicants: it stays in the house.</source>
        <translation>請求者の氏名が入ります。社外に出さないでください。</translation>
    </message>
    <message>
        <source>No applicant's name is in it: your roles let you read none.</source>
        <translation>請求者の氏名は入りません。あなたの役割では氏名を読めないためです。</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>印刷する</translation>
    </message>
    <message>
        <source>Print the ledger of applications</source>
        <translation>開示等請求受付簿を印刷</translation>
    </message>
    <message>
        <source>Received from</source>
        <translation>受付日（から）</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存する</translation>
    </message>
    <message>
        <source>Save the ledger of applications</source>
        <translation>開示等請求受付簿を保存</translation>
    </message>
    <message>
        <source>Save the ledger of applications as PDF</source>
        <translation>開示等請求受付簿をPDFで保存</translation>
    </message>
    <message>
        <source>The ledger is being made.</source>
        <translation>受付簿を作成しています。</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>受付日（まで）</translation>
    </message>
</context>
<context>
    <name>LetterAndPeople</name>
    <message>
        <source>Answered by the department, not in the annex: {items}.</source>
        <translation>部署の回答にあって、別紙にないもの: {items}。</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>承認</translation>
    </message>
    <message>
        <source>Look once more</source>
        <translation>確かめてください</translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation>起案</translation>
    </message>
    <message>
        <source>Proposed and approved</source>
        <translation>起案と承認</translation>
    </message>
    <message>
        <source>The department wrote, and the annex does not tell: {answer}</source>
        <translation>部署の回答の文で、別紙に見当たらないもの: {answer}</translation>
    </message>
    <message>
        <source>The purpose of use is empty: the letter tells none.</source>
        <translation>利用目的が空です。通知書に利用目的を載せません。</translation>
    </message>
    <message>
        <source>a second person</source>
        <translation>別の人</translation>
    </message>
</context>
<context>
    <name>LetterPage</name>
    <message>
        <source>Frozen: a reprint is the same page.</source>
        <translation>内容は固定。再印刷しても同じ紙面です。</translation>
    </message>
    <message>
        <source>Hash {hash}</source>
        <translation>照合値 {hash}</translation>
    </message>
    <message>
        <source>Issued {day} {time}, {name}</source>
        <translation>発行済み {day} {time} {name}</translation>
    </message>
    <message>
        <source>No letter waits here.</source>
        <translation>待っている通知書はありません。</translation>
    </message>
    <message>
        <source>Not issued yet</source>
        <translation>発行前</translation>
    </message>
    <message>
        <source>The letter as it prints</source>
        <translation>印刷される紙面</translation>
    </message>
    <message>
        <source>The number and mark are those it would have now.</source>
        <translation>番号と記録印は、いま発行した場合のものです。</translation>
    </message>
    <message>
        <source>Under a label, or in an envelope that bears the address.</source>
        <translation>宛名ラベルを貼るか、宛名を印刷した封筒に入れます。</translation>
    </message>
    <message>
        <source>Void: {reason}</source>
        <translation>取消: {reason}</translation>
    </message>
</context>
<context>
    <name>LetterPrinting</name>
    <message numerus="yes">
        <source>%n letter(s) sent to the printer.</source>
        <translation>
            <numerusform>%n通を印刷に送りました。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s), the same pages as before</source>
        <translation>
            <numerusform>%n通を、前と同じページのまま印刷します</numerusform>
        </translation>
    </message>
    <message>
        <source>Badly printed</source>
        <translation>印字不良</translation>
    </message>
    <message>
        <source>Damaged before posting</source>
        <translation>発送前に破損</translation>
    </message>
    <message>
        <source>Paper jam</source>
        <translation>紙づまり</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>印刷</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>もう一度印刷</translation>
    </message>
    <message>
        <source>Printing letters: {done} of {total}</source>
        <translation>通知書を印刷中: {total}通のうち{done}通</translation>
    </message>
    <message>
        <source>Reason (needed)</source>
        <translation>理由（必須）</translation>
    </message>
    <message>
        <source>The copy gets its number, and number and reason go into the journal. Destroy what cannot be used.</source>
        <translation>何部目かの番号が付き、番号と理由が操作記録に残ります。使えない分は廃棄してください。</translation>
    </message>
    <message>
        <source>The pages go to the printer.</source>
        <translation>プリンターに送りました。</translation>
    </message>
    <message>
        <source>Wrong paper</source>
        <translation>用紙の間違い</translation>
    </message>
    <message>
        <source>↓ usual reasons</source>
        <translation>↓ よくある理由</translation>
    </message>
</context>
<context>
    <name>LetterQuestions</name>
    <message>
        <source>Came back on</source>
        <translation>返戻日</translation>
    </message>
    <message>
        <source>Cash goes back by registered cash mail, in an envelope of its own, at the counter and at the desk's expense. What is ticked leaves the return list.</source>
        <translation>現金は、現金だけを入れた専用の封筒で、郵便局の窓口から現金書留で返します。費用は窓口の負担です。印を付けたものは返却一覧から外れます。</translation>
    </message>
    <message>
        <source>Delivered on</source>
        <translation>配達日</translation>
    </message>
    <message>
        <source>Issue</source>
        <translation>発行する</translation>
    </message>
    <message>
        <source>It costs {amount}, recorded as paid otherwise.</source>
        <translation>費用は{amount}で、切手以外の支払いとして記録します。</translation>
    </message>
    <message>
        <source>Kind of mail</source>
        <translation>郵便の種別</translation>
    </message>
    <message>
        <source>Letters in the envelope</source>
        <translation>封筒に入れる通知書</translation>
    </message>
    <message>
        <source>Make it void</source>
        <translation>取り消す</translation>
    </message>
    <message>
        <source>Marked by the post office</source>
        <translation>返戻の理由</translation>
    </message>
    <message>
        <source>No postage, no stamps and no slip are recorded here: the Post page ({key}) does that too.</source>
        <translation>料金・切手・差出票は、ここでは記録しません。「発送」の画面（{key}）なら一緒に記録できます。</translation>
    </message>
    <message>
        <source>No. {number} stays void for ever</source>
        <translation>第{number}号は取消として残り、ほかの文書には使いません</translation>
    </message>
    <message>
        <source>Nothing is ticked: a sheet without a thing cannot be issued.</source>
        <translation>印がありません。載せるもののない送付状は発行できません。</translation>
    </message>
    <message>
        <source>Number {number} is taken. The pages are frozen: a reprint gives the same bytes. Until it is posted it can be made void; its number is not used again.</source>
        <translation>第{number}号を付け、内容を固定します。再印刷しても同じ紙面です。発送までは取り消せますが、番号は使い直しません。</translation>
    </message>
    <message>
        <source>Posted on</source>
        <translation>発送日</translation>
    </message>
    <message>
        <source>Posted on {day}, {kind} {number}</source>
        <translation>発送 {day} {kind} {number}</translation>
    </message>
    <message>
        <source>Put everything named into the envelope first</source>
        <translation>先に、すべて封筒に入れてください</translation>
    </message>
    <message>
        <source>Reason (needed)</source>
        <translation>理由（必須）</translation>
    </message>
    <message>
        <source>Record delivery</source>
        <translation>配達を記録</translation>
    </message>
    <message>
        <source>Record it</source>
        <translation>記録する</translation>
    </message>
    <message>
        <source>Record the posting</source>
        <translation>発送を記録する</translation>
    </message>
    <message>
        <source>Record the return</source>
        <translation>返却を記録する</translation>
    </message>
    <message>
        <source>Registered mail has a tracking number. Without it the posting can be recorded, but nobody can follow the letter.</source>
        <translation>簡易書留・書留には追跡番号があります。番号がなくても記録できますが、配達を追跡できません。</translation>
    </message>
    <message>
        <source>See the sheet</source>
        <translation>送付状を見る</translation>
    </message>
    <message>
        <source>The letter can be issued again under a new number.</source>
        <translation>新しい番号で発行し直せます。</translation>
    </message>
    <message>
        <source>The letter is issued.</source>
        <translation>通知書を発行しました。</translation>
    </message>
    <message>
        <source>The posting is recorded.</source>
        <translation>発送を記録しました。</translation>
    </message>
    <message>
        <source>The sheet lists exactly what lies in the envelope</source>
        <translation>送付状には、封筒に入れるものだけが載ります</translation>
    </message>
    <message>
        <source>These go back by themselves</source>
        <translation>通知書を添えずに返すものです</translation>
    </message>
    <message>
        <source>Tick what goes back now. Stamps that a reply encloses go with the reply; cash has a sheet and an envelope of its own. The posting asks again for what was put in.</source>
        <translation>今返すものに印を付けてください。回答に同封する切手は、回答と一緒に返します。現金は、現金だけの送付状と封筒で返します。入れたものは、発送のときにもう一度確かめます。</translation>
    </message>
    <message>
        <source>Tick what you put in. A letter that says something is enclosed does not leave without it.</source>
        <translation>封筒に入れたものに印を付けてください。通知書に同封と書いたものは、入れないと発送できません。</translation>
    </message>
    <message>
        <source>Tracking number</source>
        <translation>追跡番号</translation>
    </message>
    <message>
        <source>What goes back</source>
        <translation>返すもの</translation>
    </message>
    <message>
        <source>What goes back in it</source>
        <translation>同封して返すもの</translation>
    </message>
    <message>
        <source>What is ticked leaves the return list.</source>
        <translation>選んだものが返却予定から消えます。</translation>
    </message>
    <message>
        <source>What it costs is not in the tariff: ask at the counter.</source>
        <translation>この費用は料金表にありません。郵便局の窓口で確かめてください。</translation>
    </message>
    <message>
        <source>{letter} to {name}, to be posted on {day}</source>
        <translation>{letter}　{name} 様　発送予定 {day}</translation>
    </message>
    <message>
        <source>Its letters wait in Post then: they go again, or are kept here.</source>
        <translation>中の通知書は発送の画面で待ちます。再送するか、ここで保管するかを決めます。</translation>
    </message>
</context>
<context>
    <name>LettersBook</name>
    <message>
        <source>The letter is saved as a file.</source>
        <translation>通知書をファイルに保存しました。</translation>
    </message>
</context>
<context>
    <name>LettersQueue</name>
    <message>
        <source>As set for its paper</source>
        <translation>用紙ごとの設定どおり</translation>
    </message>
    <message>
        <source>By day of posting</source>
        <translation>発送日順</translation>
    </message>
    <message>
        <source>By kind of letter</source>
        <translation>通知書の種類順</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>氏名順</translation>
    </message>
    <message>
        <source>By receipt number</source>
        <translation>受付番号順</translation>
    </message>
    <message>
        <source>In the order of issue</source>
        <translation>発行順</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>通知書</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>通知書</translation>
    </message>
    <message>
        <source>Order of the letters</source>
        <translation>通知書の並び順</translation>
    </message>
    <message numerus="yes">
        <source>Posted: %n</source>
        <translation>
            <numerusform>発送済み %n通</numerusform>
        </translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>プリンター</translation>
    </message>
    <message>
        <source>Search letters</source>
        <translation>通知書を探す</translation>
    </message>
    <message numerus="yes">
        <source>To issue: %n</source>
        <translation>
            <numerusform>発行待ち %n通</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>To post: %n</source>
        <translation>
            <numerusform>発送待ち %n通</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>To print: %n</source>
        <translation>
            <numerusform>印刷待ち %n通</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Void: %n</source>
        <translation>
            <numerusform>取消 %n通</numerusform>
        </translation>
    </message>
    <message>
        <source>Name or number</source>
        <translation>宛名・受付番号・文書番号</translation>
    </message>
    <message>
        <source>none: letters are saved as PDF</source>
        <translation>ありません（PDFで保存します）</translation>
    </message>
    <message>
        <source>No letter matches.</source>
        <translation>該当する通知書・送付文書はありません。</translation>
    </message>
</context>
<context>
    <name>LettersSaying</name>
    <message>
        <source>Looking for the letters that say it: {done} of {total}</source>
        <translation>この文を含む通知書を探しています: {total}通のうち{done}通</translation>
    </message>
</context>
<context>
    <name>LettersView</name>
    <message numerus="yes">
        <source>%n letter(s) sent to the printer.</source>
        <translation>
            <numerusform>%n通を印刷に送りました。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>処理待ち %n通</numerusform>
        </translation>
    </message>
    <message>
        <source>All of them are held up: why stands beside each.</source>
        <translation>どの通知書も止まっています。理由は一覧に出ています。</translation>
    </message>
    <message>
        <source>Enlarge the letter</source>
        <translation>紙面を拡大</translation>
    </message>
    <message>
        <source>Issue</source>
        <translation>発行する</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>紙面</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>通知書</translation>
    </message>
    <message>
        <source>List</source>
        <translation>一覧</translation>
    </message>
    <message>
        <source>Make void</source>
        <translation>取り消す</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>次にすること</translation>
    </message>
    <message>
        <source>Page width, or the whole page</source>
        <translation>ページ幅／ページ全体</translation>
    </message>
    <message>
        <source>Parts of this page</source>
        <translation>この画面の部分</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>印刷</translation>
    </message>
    <message>
        <source>Print all</source>
        <translation>すべて印刷</translation>
    </message>
    <message>
        <source>Record a returned letter</source>
        <translation>返戻を記録</translation>
    </message>
    <message>
        <source>Record delivery</source>
        <translation>配達を記録</translation>
    </message>
    <message>
        <source>Record the posting alone</source>
        <translation>発送の記録だけをする</translation>
    </message>
    <message>
        <source>Reduce the letter</source>
        <translation>紙面を縮小</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>PDFで保存</translation>
    </message>
    <message>
        <source>Send it in a window envelope</source>
        <translation>窓あき封筒で送る</translation>
    </message>
    <message>
        <source>Send it under a label</source>
        <translation>宛名ラベルで送る</translation>
    </message>
    <message>
        <source>To the post page</source>
        <translation>発送の画面へ</translation>
    </message>
    <message>
        <source>What was printed</source>
        <translation>印刷の記録</translation>
    </message>
    <message>
        <source>choose several</source>
        <translation>複数を選ぶ</translation>
    </message>
    <message>
        <source>letter</source>
        <translation>通知書</translation>
    </message>
    <message>
        <source>open the application</source>
        <translation>請求を開く</translation>
    </message>
    <message>
        <source>page</source>
        <translation>ページ</translation>
    </message>
    <message>
        <source>print</source>
        <translation>印刷</translation>
    </message>
    <message>
        <source>whole page</source>
        <translation>ページ全体</translation>
    </message>
    <message>
        <source>It is saved once it is issued.</source>
        <translation>発行すると保存できます。</translation>
    </message>
    <message>
        <source>No letter waits to be printed.</source>
        <translation>印刷待ちの通知書はありません。</translation>
    </message>
    <message>
        <source>page width</source>
        <translation>ページ幅</translation>
    </message>
    <message>
        <source>Its number is taken and its words never change. It can be made void until it is posted; its number is then not used again.</source>
        <translation>番号が付き、文面は変わらなくなります。取り消せるのは差し出すまでで、取り消した番号はほかの文書に使いません。</translation>
    </message>
    <message>
        <source>Its number stays void for ever.</source>
        <translation>この番号は、ほかの文書には使いません。</translation>
    </message>
    <message>
        <source>Read the letter, then issue it</source>
        <translation>文面を読んで確かめ、発行します</translation>
    </message>
    <message>
        <source>It is printed, or saved as PDF, once it is issued.</source>
        <translation>印刷とPDFでの保存は、発行したあとにできます。</translation>
    </message>
    <message>
        <source>The address is too long for the window of the envelope.</source>
        <translation>宛先が封筒の窓に収まりません。</translation>
    </message>
    <message>
        <source>Print the letter</source>
        <translation>通知書を印刷します</translation>
    </message>
    <message>
        <source>Then it goes to Post.</source>
        <translation>印刷すると、発送待ちになります。</translation>
    </message>
    <message>
        <source>Save the letter as PDF and print it elsewhere</source>
        <translation>通知書をPDFで保存し、ほかで印刷します</translation>
    </message>
    <message>
        <source>This machine knows no printer. Saved, it goes to Post.</source>
        <translation>この端末にはプリンターがありません。保存すると、発送待ちになります。</translation>
    </message>
    <message>
        <source>Go to Post: the letter goes into its envelope</source>
        <translation>発送の画面へ進み、封筒に入れます</translation>
    </message>
    <message>
        <source>There stand its postage, its stamps and its tracking number.</source>
        <translation>料金、貼る切手、追跡番号は発送の画面で確かめます。</translation>
    </message>
    <message>
        <source>Record when it was delivered</source>
        <translation>配達された日を記録します</translation>
    </message>
    <message>
        <source>A letter that came back is recorded under More.</source>
        <translation>返戻は「その他」から記録します。</translation>
    </message>
    <message>
        <source>Nothing is to be done with this letter now</source>
        <translation>この通知書で、いますることはありません</translation>
    </message>
</context>
<context>
    <name>LinesOfQuestion</name>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
</context>
<context>
    <name>MailDetail</name>
    <message>
        <source>arrived {day}</source>
        <translation>{day}到着</translation>
    </message>
    <message>
        <source>Opened by</source>
        <translation>開封者</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>あり</translation>
    </message>
    <message>
        <source>Tracking</source>
        <translation>追跡番号</translation>
    </message>
    <message>
        <source>Goes back</source>
        <translation>返却するもの</translation>
    </message>
    <message>
        <source>Mark as done</source>
        <translation>処理済みにする</translation>
    </message>
    <message>
        <source>Not seen; this is no ground</source>
        <translation>なし（不備にはなりません）</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Post says why it did and what becomes of it. Then mark this item as done.</source>
        <translation>理由と、その後の扱いも発送の画面で決めます。終わったら、ここで処理済みにしてください。</translation>
    </message>
    <message>
        <source>Postmark</source>
        <translation>消印</translation>
    </message>
    <message>
        <source>Red mark</source>
        <translation>朱書き</translation>
    </message>
    <message>
        <source>Say in a few words what was done.</source>
        <translation>どう扱ったかを短く書いてください。</translation>
    </message>
    <message>
        <source>To its envelope</source>
        <translation>返戻を記録する</translation>
    </message>
    <message>
        <source>To what goes back</source>
        <translation>返却する請求へ</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>扱い</translation>
    </message>
    <message>
        <source>Log it as an inquiry</source>
        <translation>問合せとして受け付ける</translation>
    </message>
    <message>
        <source>It belongs to an inquiry</source>
        <translation>問合せに関するもの</translation>
    </message>
    <message>
        <source>Type in its application</source>
        <translation>この封筒の請求を入力する</translation>
    </message>
    <message>
        <source>Type in what is in it</source>
        <translation>この封筒の中身を入力する</translation>
    </message>
    <message>
        <source>It gets a number, and Today says by when it is to be answered.</source>
        <translation>番号が付き、いつまでに回答するかが今日の画面に出ます。</translation>
    </message>
    <message>
        <source>The days to reply count from its arrival on {day}.</source>
        <translation>回答までの日数は、到着した{day}から数えます。</translation>
    </message>
    <message>
        <source>It is joined to the open application that it belongs to.</source>
        <translation>未完了の請求に加わります。</translation>
    </message>
</context>
<context>
    <name>MailForm</name>
    <message>
        <source>Also by</source>
        <translation>開封者（2人目）</translation>
    </message>
    <message>
        <source>Arrived on</source>
        <translation>到着日</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>やめる</translation>
    </message>
    <message>
        <source>Kind of mail</source>
        <translation>種別</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>記録する</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Opened by</source>
        <translation>開封者</translation>
    </message>
    <message>
        <source>Postmark</source>
        <translation>消印</translation>
    </message>
    <message>
        <source>Red mark</source>
        <translation>朱書き</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>あり</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>差出人</translation>
    </message>
    <message>
        <source>Tracking</source>
        <translation>追跡番号</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>用件</translation>
    </message>
    <message>
        <source>Envelope</source>
        <translation>封筒</translation>
    </message>
    <message>
        <source>What is in it</source>
        <translation>中身</translation>
    </message>
    <message>
        <source>Note mail that is no application</source>
        <translation>請求以外の郵便物を記録</translation>
    </message>
</context>
<context>
    <name>MailView</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n通</numerusform>
        </translation>
    </message>
    <message>
        <source>Do what comes next with it</source>
        <translation>選んだ郵便物の次の手順</translation>
    </message>
    <message>
        <source>List</source>
        <translation>一覧</translation>
    </message>
    <message>
        <source>Log mail</source>
        <translation>郵便物を受け付ける</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>郵便物</translation>
    </message>
    <message>
        <source>Mail item</source>
        <translation>郵便物</translation>
    </message>
    <message>
        <source>No mail matches.</source>
        <translation>一致する郵便物はありません。</translation>
    </message>
    <message>
        <source>No mail waits.</source>
        <translation>受付待ちの郵便物はありません。</translation>
    </message>
    <message>
        <source>Open only</source>
        <translation>未処理のみ</translation>
    </message>
    <message>
        <source>Parts of this page</source>
        <translation>この画面の部分</translation>
    </message>
    <message>
        <source>Search mail</source>
        <translation>郵便物を探す</translation>
    </message>
    <message>
        <source>Sender, number, name</source>
        <translation>差出人・番号・氏名</translation>
    </message>
    <message>
        <source>The mail is logged.</source>
        <translation>郵便物を記録しました。</translation>
    </message>
    <message>
        <source>The mail is marked as done.</source>
        <translation>郵便物を処理済みにしました。</translation>
    </message>
    <message>
        <source>back to the list</source>
        <translation>一覧に戻る</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>選ぶ</translation>
    </message>
    <message>
        <source>log it</source>
        <translation>記録する</translation>
    </message>
    <message>
        <source>next field</source>
        <translation>次の欄</translation>
    </message>
    <message>
        <source>search</source>
        <translation>探す</translation>
    </message>
    <message>
        <source>Note mail that is no application</source>
        <translation>請求以外の郵便物を記録</translation>
    </message>
</context>
<context>
    <name>ManualReader</name>
    <message numerus="yes">
        <source>%n place(s)</source>
        <translation>
            <numerusform>%nか所</numerusform>
        </translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Chapters</source>
        <translation>章</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>手引き</translation>
    </message>
    <message>
        <source>Search in the manual</source>
        <translation>手引きから探す</translation>
    </message>
    <message>
        <source>Text of the chapter</source>
        <translation>章の本文</translation>
    </message>
</context>
<context>
    <name>ManualView</name>
    <message>
        <source>back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>chapter</source>
        <translation>章</translation>
    </message>
    <message>
        <source>next place</source>
        <translation>次の箇所</translation>
    </message>
    <message>
        <source>search</source>
        <translation>探す</translation>
    </message>
</context>
<context>
    <name>Many</name>
    <message numerus="yes">
        <source>%n application(s): the chargeable claims end as never made. This cannot be undone.</source>
        <translation>
            <numerusform>%n件の手数料のかかる請求を、なかったものとします。元に戻せません。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n envelope(s) posted on the same day</source>
        <translation>
            <numerusform>同じ日に発送した封筒%n通</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lapse(s) confirmed.</source>
        <translation>
            <numerusform>%n件のみなしを確認しました。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more wait for another time.</source>
        <translation>
            <numerusform>ほかの%n通は、このあと記録してください。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n posting(s) recorded.</source>
        <translation>
            <numerusform>%n通の発送を記録しました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Confirm the lapse</source>
        <translation>みなしを確認する</translation>
    </message>
    <message>
        <source>Kind of mail</source>
        <translation>郵便の種別</translation>
    </message>
    <message>
        <source>None of them can lapse now.</source>
        <translation>今みなしにできるものはありません。</translation>
    </message>
    <message>
        <source>Posted on</source>
        <translation>発送日</translation>
    </message>
    <message>
        <source>Record the postings</source>
        <translation>発送を記録する</translation>
    </message>
    <message>
        <source>Something goes back in each: post them one by one.</source>
        <translation>どれも返却するものがあります。一通ずつ記録してください。</translation>
    </message>
    <message>
        <source>Something goes back in these; post each by itself: {names}</source>
        <translation>返却するものがあるので、一通ずつ記録してください: {names}</translation>
    </message>
    <message>
        <source>Tracking number, {name}</source>
        <translation>追跡番号 {name}</translation>
    </message>
    <message>
        <source>Kind of mail, replies to inquiries</source>
        <translation>郵便の種類（問合せへの回答）</translation>
    </message>
</context>
<context>
    <name>MoreButton</name>
    <message>
        <source>More</source>
        <translation>その他</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>Places</source>
        <translation>画面</translation>
    </message>
</context>
<context>
    <name>NewFile</name>
    <message>
        <source>The folder is {doubt}.</source>
        <translation>保存先: {doubt}。</translation>
    </message>
    <message>
        <source>{file} leaves the desk and is no longer encrypted.</source>
        <translation>{file} は窓口の外に出て、暗号化されません。</translation>
    </message>
</context>
<context>
    <name>NewSheet</name>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>New recovery sheet</source>
        <translation>新しい復旧シート</translation>
    </message>
    <message>
        <source>Take into use</source>
        <translation>使い始める</translation>
    </message>
    <message>
        <source>The recovery sheet is in use.</source>
        <translation>復旧シートを使い始めました。</translation>
    </message>
</context>
<context>
    <name>OddPiecesList</name>
    <message>
        <source>Face value</source>
        <translation>額面</translation>
    </message>
    <message>
        <source>Issued on</source>
        <translation>発行日</translation>
    </message>
    <message>
        <source>Kind or condition</source>
        <translation>種類・状態</translation>
    </message>
    <message>
        <source>Other pieces</source>
        <translation>ほかの切手等</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>枚数</translation>
    </message>
    <message>
        <source>Pieces that are not simply counted</source>
        <translation>そのまま数えない切手等</translation>
    </message>
    <message>
        <source>Surcharge</source>
        <translation>寄附金</translation>
    </message>
    <message>
        <source>of {day}</source>
        <translation>{day}発行</translation>
    </message>
    <message>
        <source>Add other pieces</source>
        <translation>ほかの切手等を追加</translation>
    </message>
</context>
<context>
    <name>OpenNumber</name>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>Open by number</source>
        <translation>番号・バーコードで開く</translation>
    </message>
    <message>
        <source>Number or code</source>
        <translation>番号またはコード</translation>
    </message>
    <message>
        <source>The check character does not fit. Scan or type it again.</source>
        <translation>検査文字が合いません。もう一度読み取るか入力してください。</translation>
    </message>
    <message>
        <source>There is no application with this number.</source>
        <translation>この番号の請求はありません。</translation>
    </message>
    <message>
        <source>This is no number and no code, like R8-0147 or R8-Q0012.</source>
        <translation>番号（例 R8-0147、R8-Q0012）またはコードとして読めません。</translation>
    </message>
    <message>
        <source>There is no inquiry with this number.</source>
        <translation>この番号の問合せはありません。</translation>
    </message>
</context>
<context>
    <name>OpenToml</name>
    <message>
        <source>File name</source>
        <translation>ファイル名</translation>
    </message>
    <message>
        <source>Kind of file</source>
        <translation>ファイルの種類</translation>
    </message>
    <message>
        <source>Read in</source>
        <translation>読み込む</translation>
    </message>
    <message>
        <source>Read in a rulebook</source>
        <translation>規程の読み込み</translation>
    </message>
</context>
<context>
    <name>OwnPassword</name>
    <message>
        <source>Second person</source>
        <translation>もう一人</translation>
    </message>
    <message>
        <source>That person's password</source>
        <translation>その人のパスワード</translation>
    </message>
    <message>
        <source>Your own password</source>
        <translation>ご自分のパスワード</translation>
    </message>
</context>
<context>
    <name>OwnPrinting</name>
    <message>
        <source>Print</source>
        <translation>印刷</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>プリンター</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>PDFで保存</translation>
    </message>
    <message>
        <source>The page goes to the printer.</source>
        <translation>印刷に送ります。</translation>
    </message>
    <message>
        <source>The pages are made.</source>
        <translation>紙面を作りました。</translation>
    </message>
    <message>
        <source>The system knows no printer. The pages can be saved as PDF.</source>
        <translation>プリンターが見つかりません。PDFで保存できます。</translation>
    </message>
    <message>
        <source>The system knows no printer; its usual one is tried.</source>
        <translation>プリンターが見つかりません。既定のプリンターに送ってみます。</translation>
    </message>
    <message>
        <source>The usual printer</source>
        <translation>既定のプリンター</translation>
    </message>
</context>
<context>
    <name>OwnSaving</name>
    <message>
        <source>Save</source>
        <translation>保存する</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>PDFで保存</translation>
    </message>
    <message>
        <source>The journal says who let it go. Delete the file once it was used.</source>
        <translation>誰が持ち出したかは操作記録に残ります。使い終わったファイルは削除してください。</translation>
    </message>
    <message>
        <source>The pages are saved as a file.</source>
        <translation>紙面をファイルに保存しました。</translation>
    </message>
</context>
<context>
    <name>PageKeys</name>
    <message>
        <source>Key</source>
        <translation>キー</translation>
    </message>
    <message>
        <source>Keys of this page</source>
        <translation>この画面のキー</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>はたらき</translation>
    </message>
</context>
<context>
    <name>PagePart</name>
    <message>
        <source>Copy the line</source>
        <translation>行をコピー</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>開く</translation>
    </message>
</context>
<context>
    <name>PagePrinting</name>
    <message>
        <source>Department</source>
        <translation>部署</translation>
    </message>
    <message>
        <source>Print the case slip</source>
        <translation>ケース票を印刷</translation>
    </message>
    <message>
        <source>Print the inquiry slip</source>
        <translation>照会票を印刷</translation>
    </message>
</context>
<context>
    <name>PaperColumns</name>
    <message>
        <source>Applications</source>
        <translation>受付番号</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>到着</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文書番号</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>処理済み</translation>
    </message>
    <message>
        <source>How much</source>
        <translation>内訳</translation>
    </message>
    <message>
        <source>Kind of mail</source>
        <translation>種別</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>通知書</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>受付番号</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>未処理</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>差出人</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>To</source>
        <translation>宛先</translation>
    </message>
    <message>
        <source>To be posted on</source>
        <translation>発送予定日</translation>
    </message>
    <message>
        <source>What goes back</source>
        <translation>返すもの</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>用件</translation>
    </message>
    <message>
        <source>What it is, sender</source>
        <translation>用件・差出人</translation>
    </message>
    <message>
        <source>{amount} yen</source>
        <translation>{amount}円</translation>
    </message>
    <message>
        <source>{value} yen × {count}</source>
        <translation>{value}円×{count}</translation>
    </message>
    <message>
        <source>Red mark</source>
        <translation>朱書きあり</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) over</source>
        <translation>
            <numerusform>%n日経過</numerusform>
        </translation>
    </message>
    <message>
        <source>{day}, {over}</source>
        <translation>{day}、{over}</translation>
    </message>
</context>
<context>
    <name>PaperFields</name>
    <message>
        <source>Choose one.</source>
        <translation>一つ選んでください。</translation>
    </message>
    <message>
        <source>Count the sheets and type the number.</source>
        <translation>枚数を数えて、数字で入れてください。</translation>
    </message>
    <message>
        <source>Done by</source>
        <translation>実施者</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>紙の廃棄</translation>
    </message>
    <message>
        <source>Sheets</source>
        <translation>枚数</translation>
    </message>
    <message>
        <source>Witness</source>
        <translation>立会人</translation>
    </message>
</context>
<context>
    <name>PaperMeasures</name>
    <message>
        <source>Department code</source>
        <translation>部署コード</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下へ</translation>
    </message>
    <message>
        <source>From the left</source>
        <translation>左から</translation>
    </message>
    <message>
        <source>From the left and the top edge of the envelope. Letters issued before stay as they are.</source>
        <translation>封筒の左端と上端から測ります。発行済みの通知書は変わりません。</translation>
    </message>
    <message>
        <source>From the top</source>
        <translation>上から</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高さ</translation>
    </message>
    <message>
        <source>Print position (mm)</source>
        <translation>印刷位置の補正（ミリ）</translation>
    </message>
    <message>
        <source>Print the test page on the paper, measure as it says, and enter by how much the print must move: right and down are plus, left and up are minus.</source>
        <translation>その用紙に試し刷りをし、書かれたとおりに測って、印字を動かす長さを入れます。右と下はプラス、左と上はマイナスです。</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>右へ</translation>
    </message>
    <message>
        <source>Stands for the desk on envelopes and on the slip of registered mail, which never name it.</source>
        <translation>封筒と書留の差出票には窓口名を書かず、このコードを書きます。</translation>
    </message>
    <message>
        <source>Test page</source>
        <translation>試し刷り</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>幅</translation>
    </message>
    <message>
        <source>Window of the envelope Long 3 (mm)</source>
        <translation>長形3号封筒の窓（ミリ）</translation>
    </message>
</context>
<context>
    <name>PaperPanel</name>
    <message>
        <source>Address on it</source>
        <translation>住所</translation>
    </message>
    <message>
        <source>Authority</source>
        <translation>親権等</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>生年月日</translation>
    </message>
    <message>
        <source>Certified as</source>
        <translation>証明内容</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>写し</translation>
    </message>
    <message>
        <source>Covers</source>
        <translation>委任の範囲</translation>
    </message>
    <message>
        <source>Exercise</source>
        <translation>権限行使</translation>
    </message>
    <message>
        <source>Former address</source>
        <translation>旧住所</translation>
    </message>
    <message>
        <source>Former name, alias</source>
        <translation>旧氏名・通称</translation>
    </message>
    <message>
        <source>Issued on</source>
        <translation>発行日</translation>
    </message>
    <message>
        <source>Left blank</source>
        <translation>空欄</translation>
    </message>
    <message>
        <source>List of powers</source>
        <translation>権限目録</translation>
    </message>
    <message>
        <source>Name on it</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原本</translation>
    </message>
    <message>
        <source>Other holder</source>
        <translation>もう一方</translation>
    </message>
    <message>
        <source>Paper is</source>
        <translation>原本か</translation>
    </message>
    <message>
        <source>Powers cover it</source>
        <translation>権限の範囲</translation>
    </message>
    <message>
        <source>Principal</source>
        <translation>本人</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理人</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>受領</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>印</translation>
    </message>
    <message>
        <source>Seal matches</source>
        <translation>印影一致</translation>
    </message>
    <message>
        <source>Shows an address</source>
        <translation>住所記載</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>監督人</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>有効期限</translation>
    </message>
    <message>
        <source>Where it is</source>
        <translation>場所</translation>
    </message>
    <message>
        <source>attached</source>
        <translation>あり</translation>
    </message>
    <message>
        <source>case folder</source>
        <translation>保管庫</translation>
    </message>
    <message>
        <source>destroyed</source>
        <translation>裁断</translation>
    </message>
    <message>
        <source>may be received</source>
        <translation>回答の受領も</translation>
    </message>
    <message>
        <source>named on it</source>
        <translation>記載あり</translation>
    </message>
    <message>
        <source>not checked yet</source>
        <translation>未確認</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>未確認</translation>
    </message>
    <message>
        <source>signed too</source>
        <translation>署名あり</translation>
    </message>
    <message>
        <source>the registered one</source>
        <translation>実印あり</translation>
    </message>
    <message>
        <source>to be returned</source>
        <translation>返却する</translation>
    </message>
</context>
<context>
    <name>PaperQuestions</name>
    <message>
        <source>Allot</source>
        <translation>割り当てる</translation>
    </message>
    <message>
        <source>Black it out, destroy the page or set it aside to go back</source>
        <translation>いま黒く塗るか、裁断するか、返却に回してください</translation>
    </message>
    <message>
        <source>Black out what is visible</source>
        <translation>見えている項目の処理</translation>
    </message>
    <message>
        <source>Both applications are examined anew; the reason is kept.</source>
        <translation>両方の請求を確かめ直します。理由を残します。</translation>
    </message>
    <message>
        <source>Destroyed</source>
        <translation>裁断</translation>
    </message>
    <message>
        <source>It does not stay in the case folder (PR-6). To be returned, it goes onto the return list; the next posting puts it into the envelope.</source>
        <translation>保管庫には残しません（PR-6）。返却するときは返却一覧に載り、次の発送で封筒に入れます。</translation>
    </message>
    <message>
        <source>Its papers and stamps go with it</source>
        <translation>書類と切手も一緒に移ります</translation>
    </message>
    <message>
        <source>Move it</source>
        <translation>移す</translation>
    </message>
    <message>
        <source>Note what was done</source>
        <translation>処理を記録する</translation>
    </message>
    <message>
        <source>Paper that may not be kept</source>
        <translation>保管できない書類</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>切手</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Receipt number it belongs to</source>
        <translation>正しい受付番号</translation>
    </message>
    <message>
        <source>Supplement arrived on</source>
        <translation>補正書類の到着日</translation>
    </message>
    <message>
        <source>To be returned</source>
        <translation>返却する</translation>
    </message>
    <message>
        <source>What is not ticked stays with the other applications.</source>
        <translation>選ばないものは、ほかの請求に残ります。</translation>
    </message>
    <message>
        <source>What is visible</source>
        <translation>見えている項目</translation>
    </message>
    <message>
        <source>What stands there is typed nowhere (PR-6). A page to be sent back goes onto the return list; the next posting puts it into the envelope.</source>
        <translation>書かれている内容は、どこにも入力しません（PR-6）。返却するページは返却一覧に載り、次の発送で封筒に入れます。</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>処理</translation>
    </message>
    <message>
        <source>{number}: whole pieces of the envelope for this application</source>
        <translation>{number}: 封筒の切手のうち、この請求の分</translation>
    </message>
</context>
<context>
    <name>PapersSection</name>
    <message numerus="yes">
        <source>%n to check</source>
        <translation>
            <numerusform>未確認 %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n visible</source>
        <translation>
            <numerusform>%n件見える</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a document</source>
        <translation>書類を追加</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住所</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>写し</translation>
    </message>
    <message>
        <source>Copy ok</source>
        <translation>写しで可</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日付</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>書類</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>書類</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>結果</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>届いた</translation>
    </message>
    <message>
        <source>Masking</source>
        <translation>伏せる項目</translation>
    </message>
    <message>
        <source>Needed</source>
        <translation>原本が必要</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>原本</translation>
    </message>
    <message>
        <source>Original?</source>
        <translation>原本・写し</translation>
    </message>
    <message>
        <source>Which?</source>
        <translation>未選択</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>確認済み</translation>
    </message>
    <message>
        <source>dealt with</source>
        <translation>処理済み</translation>
    </message>
    <message>
        <source>defective</source>
        <translation>不適合</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>不足</translation>
    </message>
    <message>
        <source>of {day}</source>
        <translation>{day}発行</translation>
    </message>
    <message>
        <source>ok</source>
        <translation>適合</translation>
    </message>
    <message>
        <source>shown</source>
        <translation>あり</translation>
    </message>
    <message>
        <source>to judge</source>
        <translation>要判断</translation>
    </message>
    <message>
        <source>to read</source>
        <translation>未入力</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>{day}まで</translation>
    </message>
</context>
<context>
    <name>PartField</name>
    <message>
        <source>Add</source>
        <translation>追加</translation>
    </message>
    <message>
        <source>What the policy publishes of purposes</source>
        <translation>公表している利用目的</translation>
    </message>
</context>
<context>
    <name>PasswordEdit</name>
    <message>
        <source>Input method off</source>
        <translation>入力中は日本語入力オフ</translation>
    </message>
    <message>
        <source>Show what was typed</source>
        <translation>入力した文字を表示</translation>
    </message>
    <message>
        <source>Show what was typed (F4)</source>
        <translation>入力した文字を表示（F4）</translation>
    </message>
</context>
<context>
    <name>PasswordPage</name>
    <message>
        <source>At least 12 characters; no name of the desk, nothing easily guessed. Nobody else can read it: should it be lost, the officer gives a new one.</source>
        <translation>12文字以上で、窓口の名前や推測しやすいものは使えません。ほかの人には読めません。忘れたときは個人情報保護管理者が付け直します。</translation>
    </message>
    <message>
        <source>Change my password</source>
        <translation>パスワードを変える</translation>
    </message>
</context>
<context>
    <name>PastDisposals</name>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Disposals and their reports</source>
        <translation>過去の廃棄と報告書</translation>
    </message>
    <message>
        <source>Nothing was disposed of yet.</source>
        <translation>廃棄したものはまだありません。</translation>
    </message>
</context>
<context>
    <name>PastedText</name>
    <message>
        <source>Signs that cannot be seen were left out.</source>
        <translation>目に見えない文字を取り除きました。</translation>
    </message>
</context>
<context>
    <name>PdfPage</name>
    <message>
        <source>The page is being drawn …</source>
        <translation>紙面を表示しています…</translation>
    </message>
    <message>
        <source>The page was still being drawn, so nothing was done. Do it again once it is in sight.</source>
        <translation>紙面をまだ表示しているところだったため、何も行っていません。表示されてから、もう一度行ってください。</translation>
    </message>
    <message>
        <source>This page cannot be drawn. Nothing is issued or printed from here.</source>
        <translation>この紙面は表示できません。ここからは発行も印刷もしません。</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>Each of the two opens the desk alone; choose different passwords.</source>
        <translation>二人はそれぞれ一人で窓口を開けます。別々のパスワードにしてください。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>Nobody can read a forgotten password</source>
        <translation>忘れたパスワードは誰にも読めません</translation>
    </message>
    <message>
        <source>Officer, who is a supervisor too</source>
        <translation>個人情報保護管理者（管理者を兼ねる）</translation>
    </message>
    <message>
        <source>Password once more</source>
        <translation>パスワード（もう一度）</translation>
    </message>
    <message>
        <source>Password, at least 12 characters</source>
        <translation>パスワード（12文字以上）</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>管理者</translation>
    </message>
    <message>
        <source>The first two people</source>
        <translation>最初の二人</translation>
    </message>
    <message>
        <source>The officer is responsible for people, keys and rules. Whoever proposes a decision cannot approve it, so it takes two.</source>
        <translation>個人情報保護管理者は、利用者、鍵、規程に責任を持ちます。起案した人は承認できないため、二人が必要です。</translation>
    </message>
</context>
<context>
    <name>PilesOfQuestion</name>
    <message numerus="yes">
        <source>%n piece(s)</source>
        <translation>
            <numerusform>%n枚</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Places</name>
    <message>
        <source>Applications</source>
        <translation>請求</translation>
    </message>
    <message>
        <source>Disposal</source>
        <translation>廃棄</translation>
    </message>
    <message>
        <source>Journal</source>
        <translation>操作記録</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>通知書</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>郵便物</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>発送</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>設定</translation>
    </message>
    <message>
        <source>Stamps</source>
        <translation>切手</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Registers</source>
        <translation>台帳</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>報告</translation>
    </message>
    <message>
        <source>Inquiries</source>
        <translation>問合せ</translation>
    </message>
</context>
<context>
    <name>PostForm</name>
    <message>
        <source>By express</source>
        <translation>速達にする</translation>
    </message>
    <message>
        <source>Envelope</source>
        <translation>封筒</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>追跡番号</translation>
    </message>
    <message>
        <source>Posted on</source>
        <translation>差出日</translation>
    </message>
    <message>
        <source>Scan it, or type it</source>
        <translation>バーコードを読み取る</translation>
    </message>
    <message>
        <source>Tracking number</source>
        <translation>追跡番号</translation>
    </message>
    <message>
        <source>Type the grams as a number.</source>
        <translation>重さを数字（g）で入れてください。</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>重さ</translation>
    </message>
    <message>
        <source>g on a scale</source>
        <translation>g はかりの値</translation>
    </message>
</context>
<context>
    <name>PostInside</name>
    <message>
        <source>Goes back in it, if you put it in</source>
        <translation>一緒に返すもの（入れたら印を付ける）</translation>
    </message>
    <message>
        <source>Put in a blank letter of proxy too: the letter says it is enclosed</source>
        <translation>委任状の用紙（様式B-1）1部も入れます。通知書に同封と書いてあります</translation>
    </message>
    <message>
        <source>Put in a copy of the application form too, to be filled in</source>
        <translation>請求書の写し1部も入れます（記入してもらうもの）</translation>
    </message>
    <message>
        <source>Put in the letter that came back too: {numbers}</source>
        <translation>返戻された通知書も入れます: {numbers}</translation>
    </message>
    <message>
        <source>Enclose ({sheets})</source>
        <translation>入れるもの（{sheets}）</translation>
    </message>
</context>
<context>
    <name>PostList</name>
    <message>
        <source>Addressee</source>
        <translation>宛名</translation>
    </message>
    <message>
        <source>Came back</source>
        <translation>返戻</translation>
    </message>
    <message>
        <source>Day of posting</source>
        <translation>差出日</translation>
    </message>
    <message>
        <source>Envelopes</source>
        <translation>封筒</translation>
    </message>
    <message>
        <source>Kind of mail</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Letters in it</source>
        <translation>入っている通知書</translation>
    </message>
    <message>
        <source>Name, number</source>
        <translation>名前、番号</translation>
    </message>
    <message>
        <source>No envelope matches.</source>
        <translation>当てはまる封筒はありません。</translation>
    </message>
    <message>
        <source>Nothing came back.</source>
        <translation>返戻はありません。</translation>
    </message>
    <message>
        <source>Nothing is under way.</source>
        <translation>配達待ちはありません。</translation>
    </message>
    <message>
        <source>Nothing waits to be posted. A letter comes here once it is printed or saved as PDF on the Letters page.</source>
        <translation>差出待ちはありません。通知書の画面で印刷するかPDFに保存すると、ここに出ます。</translation>
    </message>
    <message>
        <source>Nothing was posted on this day.</source>
        <translation>この日に差し出したものはありません。</translation>
    </message>
    <message>
        <source>Postage</source>
        <translation>料金</translation>
    </message>
    <message>
        <source>Posted on a day</source>
        <translation>日を選んで見る</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Search envelopes</source>
        <translation>封筒を探す</translation>
    </message>
    <message>
        <source>Stamps</source>
        <translation>貼る切手</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>To</source>
        <translation>宛先</translation>
    </message>
    <message>
        <source>Tracking number</source>
        <translation>追跡番号</translation>
    </message>
    <message>
        <source>Under way</source>
        <translation>配達待ち</translation>
    </message>
    <message>
        <source>Waiting, and posted today</source>
        <translation>差出待ちと本日の差出</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>重さ</translation>
    </message>
    <message>
        <source>Which envelopes</source>
        <translation>表示する封筒</translation>
    </message>
    <message>
        <source>no tracking number</source>
        <translation>追跡番号なし</translation>
    </message>
    <message>
        <source>{count} late</source>
        <translation>発送日を過ぎたもの {count}通</translation>
    </message>
    <message>
        <source>To go on</source>
        <translation>発送予定</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>not equal</source>
        <translation>料金と切手が違います</translation>
    </message>
</context>
<context>
    <name>PostQuestions</name>
    <message numerus="yes">
        <source>%n envelope(s) delivered on the same day</source>
        <translation>
            <numerusform>%n通が同じ日に配達済み</numerusform>
        </translation>
    </message>
    <message>
        <source>A new address</source>
        <translation>新しい住所</translation>
    </message>
    <message>
        <source>Address as on the paper</source>
        <translation>書類のとおりの住所</translation>
    </message>
    <message>
        <source>Compare the address with the paper that shows it</source>
        <translation>住所を書類と見比べてください</translation>
    </message>
    <message>
        <source>Delivered on</source>
        <translation>配達日</translation>
    </message>
    <message>
        <source>Envelope</source>
        <translation>封筒</translation>
    </message>
    <message>
        <source>First free label (1 to {last})</source>
        <translation>空いている最初のラベル（1～{last}）</translation>
    </message>
    <message>
        <source>Look at the number again: {why}.</source>
        <translation>追跡番号を確かめてください。{why}。</translation>
    </message>
    <message>
        <source>No paper came since that shows an address. Ask for one, and log it as a supplement when it comes.</source>
        <translation>住所を示す書類がまだ届いていません。書類を求め、届いたら補正書類として受け付けてください。</translation>
    </message>
    <message>
        <source>Number on the receipt</source>
        <translation>受領証の番号</translation>
    </message>
    <message>
        <source>Paper that shows it</source>
        <translation>住所を示す書類</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>郵便番号</translation>
    </message>
    <message>
        <source>Print envelopes</source>
        <translation>宛名を印刷</translation>
    </message>
    <message>
        <source>Print labels</source>
        <translation>ラベルを印刷</translation>
    </message>
    <message>
        <source>Print the slip</source>
        <translation>差出票を印刷</translation>
    </message>
    <message>
        <source>Reason (needed)</source>
        <translation>理由（必須）</translation>
    </message>
    <message>
        <source>Record the address</source>
        <translation>住所を記録する</translation>
    </message>
    <message>
        <source>Record the deliveries</source>
        <translation>配達を記録する</translation>
    </message>
    <message>
        <source>The letters that came back may go to it. The address on the form stays as it is.</source>
        <translation>返戻された通知書をこの住所へ送れるようになります。請求書の住所は変わりません。</translation>
    </message>
    <message>
        <source>The new address is recorded: send the letters again.</source>
        <translation>新しい住所を記録しました。再送してください。</translation>
    </message>
    <message>
        <source>The old number and the reason are kept.</source>
        <translation>前の番号と理由を残します。</translation>
    </message>
    <message>
        <source>The tracking number is written.</source>
        <translation>追跡番号を記入しました。</translation>
    </message>
    <message>
        <source>Tracking number of an envelope</source>
        <translation>封筒の追跡番号</translation>
    </message>
    <message>
        <source>Write the number</source>
        <translation>番号を記入する</translation>
    </message>
    <message>
        <source>{paper}, arrived {day}</source>
        <translation>{paper}（{day}到着）</translation>
    </message>
</context>
<context>
    <name>PostSlip</name>
    <message>
        <source>Slip</source>
        <translation>差出票</translation>
    </message>
    <message>
        <source>The slip as it prints</source>
        <translation>印刷される差出票</translation>
    </message>
    <message>
        <source>What is posted by registered mail or with a specified record today stands on a slip here; the counter stamps it as your receipt.</source>
        <translation>書留・特定記録で本日差し出したものが、ここの差出票に載ります。窓口で日付印を受けたものが控えになります。</translation>
    </message>
    <message>
        <source>no. {number}</source>
        <translation>{number}</translation>
    </message>
</context>
<context>
    <name>PostStamps</name>
    <message numerus="yes">
        <source>%n left</source>
        <translation>
            <numerusform>残り%n枚</numerusform>
        </translation>
    </message>
    <message>
        <source>Count</source>
        <translation>枚数</translation>
    </message>
    <message>
        <source>Enter more in the stamp book, or say that it is paid otherwise.</source>
        <translation>切手受払簿に受け入れるか、払い方を「切手以外」にしてください。</translation>
    </message>
    <message>
        <source>Fewest stamps</source>
        <translation>少ない枚数で</translation>
    </message>
    <message>
        <source>It is recorded as paid otherwise: at the counter, by a meter, on account. Enter in the stamp book what lies in the drawer or was bought; then stamps are proposed here. Those of a fee are the desk's with the answer that keeps it.</source>
        <translation>料金は切手以外（窓口払い、計器、後納）で払ったものとして記録します。手元の切手や買った切手を切手受払簿に受け入れると、ここで貼る切手を選べます。手数料の切手は、手数料を受け取る回答の差出で窓口のものになります。</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>在庫</translation>
    </message>
    <message>
        <source>No stamps: the postage lies in the price of the envelope</source>
        <translation>切手は要りません。料金は封筒の代金に含まれます</translation>
    </message>
    <message>
        <source>Paid</source>
        <translation>払い方</translation>
    </message>
    <message>
        <source>Paid otherwise: no stamp leaves the stock</source>
        <translation>切手以外で払うため、切手は減りません</translation>
    </message>
    <message>
        <source>Stamp</source>
        <translation>額面</translation>
    </message>
    <message>
        <source>Stamps</source>
        <translation>貼る切手</translation>
    </message>
    <message>
        <source>The desk has no stamps of its own</source>
        <translation>窓口の切手がありません</translation>
    </message>
    <message>
        <source>The largest stock first</source>
        <translation>在庫の多い切手から</translation>
    </message>
    <message>
        <source>The postage was not recorded</source>
        <translation>料金の記録はありません</translation>
    </message>
    <message>
        <source>The stock has no stamps for this postage</source>
        <translation>この料金に合う切手がありません</translation>
    </message>
    <message>
        <source>Which stamps first</source>
        <translation>切手の選び方</translation>
    </message>
    <message>
        <source>Worth</source>
        <translation>金額</translation>
    </message>
    <message numerus="yes">
        <source>{face}, %n on it</source>
        <translation>
            <numerusform>{face}、%n枚貼る</numerusform>
        </translation>
    </message>
    <message>
        <source>Show all face values in stock</source>
        <translation>在庫の額面をすべて表示</translation>
    </message>
    <message>
        <source>Steps of this envelope</source>
        <translation>この発送の流れ</translation>
    </message>
</context>
<context>
    <name>PostView</name>
    <message numerus="yes">
        <source>%n envelope(s) posted.</source>
        <translation>
            <numerusform>%n通を差出済みにしました。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>差出待ち %n通</numerusform>
        </translation>
    </message>
    <message>
        <source>Begin another slip</source>
        <translation>新しい差出票を始める</translation>
    </message>
    <message>
        <source>Enter the tracking number</source>
        <translation>追跡番号を入れる</translation>
    </message>
    <message>
        <source>Envelope</source>
        <translation>封筒</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>次にすること</translation>
    </message>
    <message>
        <source>Nothing is lost. Look at the printer, then print it again.</source>
        <translation>何も失われていません。プリンターを確かめて、もう一度印刷してください。</translation>
    </message>
    <message>
        <source>Open the application</source>
        <translation>請求を開く</translation>
    </message>
    <message>
        <source>Other stamps</source>
        <translation>別の組合せ</translation>
    </message>
    <message>
        <source>Parts of this page</source>
        <translation>このページの部分</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>発送</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>もう一度印刷</translation>
    </message>
    <message>
        <source>Print envelopes</source>
        <translation>宛名を印刷</translation>
    </message>
    <message>
        <source>Print labels</source>
        <translation>ラベルを印刷</translation>
    </message>
    <message>
        <source>Print the case slip</source>
        <translation>ケース票を印刷</translation>
    </message>
    <message>
        <source>Print the slip</source>
        <translation>差出票を印刷</translation>
    </message>
    <message>
        <source>Record a new address</source>
        <translation>新しい住所を記録</translation>
    </message>
    <message>
        <source>Record a return</source>
        <translation>返戻を記録</translation>
    </message>
    <message>
        <source>Record as posted</source>
        <translation>差出済みにする</translation>
    </message>
    <message>
        <source>Record as posted without a number</source>
        <translation>番号なしで差出済みにする</translation>
    </message>
    <message>
        <source>Record delivery</source>
        <translation>配達を記録</translation>
    </message>
    <message>
        <source>The page was not printed</source>
        <translation>印刷できませんでした</translation>
    </message>
    <message>
        <source>Tick what goes into it</source>
        <translation>入れるものに印を付ける</translation>
    </message>
    <message>
        <source>To the tracking number</source>
        <translation>追跡番号の欄へ</translation>
    </message>
    <message>
        <source>To what goes into the envelope</source>
        <translation>封筒に入れるものへ</translation>
    </message>
    <message>
        <source>Why it costs that</source>
        <translation>料金の根拠</translation>
    </message>
    <message>
        <source>Write the tracking number</source>
        <translation>追跡番号を記入</translation>
    </message>
    <message>
        <source>envelope</source>
        <translation>封筒</translation>
    </message>
    <message>
        <source>open the application</source>
        <translation>請求を開く</translation>
    </message>
    <message>
        <source>other stamps</source>
        <translation>別の切手</translation>
    </message>
    <message>
        <source>to the tracking number</source>
        <translation>追跡番号へ</translation>
    </message>
    <message>
        <source>what to put in</source>
        <translation>入れるもの</translation>
    </message>
    <message>
        <source>why it costs that</source>
        <translation>料金の根拠</translation>
    </message>
    <message>
        <source>{day}, {count}</source>
        <translation>{day} {count}</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>差出票</translation>
    </message>
    <message>
        <source>Nothing stands on a slip yet: post by registered mail first.</source>
        <translation>差出票にはまだ何も載っていません。書留で差し出すと載ります。</translation>
    </message>
    <message>
        <source>Choose an envelope with a letter.</source>
        <translation>通知書の入った発送を選んでください。</translation>
    </message>
    <message>
        <source>Choose an envelope that was posted and is under way.</source>
        <translation>差出済みで配達待ちの発送を選んでください。</translation>
    </message>
    <message>
        <source>A return is recorded one envelope at a time.</source>
        <translation>返戻は1通ずつ記録します。</translation>
    </message>
    <message>
        <source>Nothing is to be done with it now.</source>
        <translation>今することはありません。</translation>
    </message>
    <message>
        <source>Send it again</source>
        <translation>再送する</translation>
    </message>
    <message>
        <source>Its stamps leave the stamp book. Ctrl+Z takes it back until the desk is locked.</source>
        <translation>貼った切手が切手受払簿から出ます。ロックするまでは Ctrl+Z で戻せます。</translation>
    </message>
</context>
<context>
    <name>PostWords</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>ほか%n件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sheet(s) of A4</source>
        <translation>
            <numerusform>A4 %n枚</numerusform>
        </translation>
    </message>
    <message>
        <source>A new address was checked. Send it again with a letter (L14).</source>
        <translation>新しい住所を確かめました。再送付のご連絡（L14）を付けて送ります。</translation>
    </message>
    <message>
        <source>Came back</source>
        <translation>返戻</translation>
    </message>
    <message>
        <source>Came back on {day}: {why}</source>
        <translation>{day}に返戻: {why}</translation>
    </message>
    <message>
        <source>Deliver</source>
        <translation>配達</translation>
    </message>
    <message>
        <source>It cannot be posted today</source>
        <translation>本日は差し出せません</translation>
    </message>
    <message>
        <source>It may go again only to a new address, once a paper shows it and you have compared the two. Write to nobody before that.</source>
        <translation>新しい住所を書類で確かめるまで再送できません。それまでは送らないでください。</translation>
    </message>
    <message>
        <source>Its letters were sent again since.</source>
        <translation>入っていた通知書は、その後に再送しました。</translation>
    </message>
    <message>
        <source>Look at the number again: {why}.</source>
        <translation>追跡番号を確かめてください。{why}。</translation>
    </message>
    <message>
        <source>Nobody collected it. Send it again with a letter (L14).</source>
        <translation>受け取られずに戻りました。再送付のご連絡（L14）を付けて、もう一度送ります。</translation>
    </message>
    <message>
        <source>Nothing is ticked</source>
        <translation>何も入っていません</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>追跡番号</translation>
    </message>
    <message>
        <source>One of the prices is not confirmed: ask at the counter.</source>
        <translation>確かめていない料金があります。窓口で聞いてください。</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>差出</translation>
    </message>
    <message>
        <source>Prices since {day}</source>
        <translation>料金の内訳　{day}からの料金表</translation>
    </message>
    <message>
        <source>Put it in and tick it: {what}.</source>
        <translation>封筒に入れて印を付けてください：{what}。</translation>
    </message>
    <message>
        <source>Put them in and tick them: {amount} are missing.</source>
        <translation>封筒に入れて印を付けてください。{amount}分がまだです。</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>差出票</translation>
    </message>
    <message>
        <source>So much cash costs more: ask at the counter.</source>
        <translation>この金額の現金は料金が加算されます。郵便局の窓口で確かめてください。</translation>
    </message>
    <message>
        <source>The address is too long for a window: print a label or the envelope.</source>
        <translation>宛先が窓に収まりません。宛名ラベルか、封筒の宛名を印刷してください。</translation>
    </message>
    <message>
        <source>The letter says that more is enclosed</source>
        <translation>通知書にはほかにも同封と書いてあります</translation>
    </message>
    <message>
        <source>The letter says that stamps are enclosed</source>
        <translation>切手を同封すると通知書にあります</translation>
    </message>
    <message>
        <source>The letters are kept here; they are sent again when the person asks for them.</source>
        <translation>通知書は窓口で保管し、本人から求めがあれば送ります。</translation>
    </message>
    <message>
        <source>The tracking number is missing: scan it or type it. An envelope without one is recorded under More.</source>
        <translation>追跡番号がまだありません。読み取るか打ち込んでください。番号なしで差し出すときは「その他」から記録します。</translation>
    </message>
    <message>
        <source>Tick the letters you put in.</source>
        <translation>入れた通知書に印を付けてください。</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合計</translation>
    </message>
    <message>
        <source>Void the letter and issue it anew.</source>
        <translation>通知書を取り消し、作り直してください。</translation>
    </message>
    <message>
        <source>Weigh it: on heavier paper it would cost more.</source>
        <translation>厚い紙なら料金が変わる重さです。はかりで量ってください。</translation>
    </message>
    <message>
        <source>Weigh it: what goes back weighs something too.</source>
        <translation>返却物の重さが加わります。はかりで量ってください。</translation>
    </message>
    <message>
        <source>Went back in it: {things}</source>
        <translation>同封して返したもの：{things}</translation>
    </message>
    <message>
        <source>What the letter says is enclosed went back already</source>
        <translation>通知書に同封と書いたものは、もう返しました</translation>
    </message>
    <message>
        <source>What the postage rests on</source>
        <translation>料金の根拠</translation>
    </message>
    <message>
        <source>came back</source>
        <translation>返戻</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>配達済み</translation>
    </message>
    <message>
        <source>delivered, or came back</source>
        <translation>配達済み、または返戻</translation>
    </message>
    <message>
        <source>enclose stamps</source>
        <translation>返却物を確認</translation>
    </message>
    <message>
        <source>no price</source>
        <translation>料金確認</translation>
    </message>
    <message>
        <source>no. {number}</source>
        <translation>{number}</translation>
    </message>
    <message>
        <source>none enough</source>
        <translation>足りません</translation>
    </message>
    <message>
        <source>not filled</source>
        <translation>封入前</translation>
    </message>
    <message>
        <source>number missing</source>
        <translation>番号待ち</translation>
    </message>
    <message>
        <source>posted</source>
        <translation>差出済み</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>差出前</translation>
    </message>
    <message>
        <source>sent again</source>
        <translation>再送済み</translation>
    </message>
    <message>
        <source>stamps short</source>
        <translation>切手不足</translation>
    </message>
    <message>
        <source>the tracking number is missing</source>
        <translation>まだありません</translation>
    </message>
    <message>
        <source>things that went back alone</source>
        <translation>返却物のみ</translation>
    </message>
    <message>
        <source>{what}, up to {grams} g</source>
        <translation>{what} {grams}gまで</translation>
    </message>
    <message>
        <source>{day}, has passed</source>
        <translation>{day}、過ぎています</translation>
    </message>
    <message>
        <source>Open its inquiry: it is answered again, or kept here.</source>
        <translation>問合せを開き、回答し直すか、窓口で保管してください。</translation>
    </message>
    <message numerus="yes">
        <source>%n posted</source>
        <translation>
            <numerusform>差出済み %n通</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to be posted</source>
        <translation>
            <numerusform>差出待ち %n通</numerusform>
        </translation>
    </message>
    <message>
        <source>Postage {yen} in all</source>
        <translation>料金の合計 {yen}</translation>
    </message>
    <message>
        <source>Stamps {yen} in all</source>
        <translation>貼る切手の合計 {yen}</translation>
    </message>
    <message>
        <source>Not summed: {others}</source>
        <translation>合計に入れないもの：{others}</translation>
    </message>
    <message>
        <source>Close it, take it to the post, and record it as posted</source>
        <translation>封をして差し出し、差出済みにします</translation>
    </message>
    <message>
        <source>Record the chosen envelopes as posted</source>
        <translation>選んだ封筒を差し出し、差出済みにします</translation>
    </message>
    <message>
        <source>Enter the tracking number</source>
        <translation>追跡番号を入れます</translation>
    </message>
    <message>
        <source>Scan it or type it. If the counter gives it later: see More.</source>
        <translation>読み取るか、打ち込みます。番号を窓口であとから受け取るときは「その他」から記録します。</translation>
    </message>
    <message>
        <source>Choose stamps that make up the postage</source>
        <translation>料金に合う切手を選びます</translation>
    </message>
    <message>
        <source>+ and - change them, F2 proposes others.</source>
        <translation>＋と－で変え、F2で別の組合せを出します。</translation>
    </message>
    <message>
        <source>Record the delivery once it is delivered</source>
        <translation>配達されたら、配達を記録します</translation>
    </message>
    <message>
        <source>If it comes back, record the return with its reason.</source>
        <translation>戻ってきたときは、理由とともに返戻を記録します。</translation>
    </message>
    <message>
        <source>Nothing is to be done with this envelope now</source>
        <translation>この封筒で、いますることはありません</translation>
    </message>
    <message>
        <source>It goes at the counter, with the slip.</source>
        <translation>差出票とともに、窓口で差し出します。</translation>
    </message>
    <message>
        <source>It goes at the counter or into a letter box.</source>
        <translation>窓口またはポストで差し出します。</translation>
    </message>
    <message numerus="yes">
        <source>%n posted without a recorded postage</source>
        <translation>
            <numerusform>差出済みで料金の記録がないもの %n通</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n whose postage is not known</source>
        <translation>
            <numerusform>料金の分からないもの %n通</numerusform>
        </translation>
    </message>
    <message>
        <source>Enclose</source>
        <translation>封入</translation>
    </message>
    <message>
        <source>Postage</source>
        <translation>料金</translation>
    </message>
    <message>
        <source>scan it, or type it</source>
        <translation>読み取るか、打ち込む</translation>
    </message>
</context>
<context>
    <name>PostingDay</name>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>New target day</source>
        <translation>新しい回答目標日</translation>
    </message>
    <message>
        <source>Posting day</source>
        <translation>発送予定日</translation>
    </message>
    <message>
        <source>Take this day</source>
        <translation>この日にする</translation>
    </message>
    <message>
        <source>The due date of a notice counts from the day it is posted.</source>
        <translation>補正の期限は、発送した日から数えます。</translation>
    </message>
    <message>
        <source>To be posted on</source>
        <translation>発送予定日</translation>
    </message>
</context>
<context>
    <name>Preparing</name>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Invented people send applications, and letters go out: a desk in the middle of its work. This takes some seconds.</source>
        <translation>架空の人の請求を受け付け、通知書を出しています。仕事の途中の窓口ができます。十数秒かかります。</translation>
    </message>
    <message>
        <source>Sample desk</source>
        <translation>見本の窓口</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>中止しています</translation>
    </message>
    <message>
        <source>The sample desk is being made</source>
        <translation>見本の窓口を作っています</translation>
    </message>
    <message>
        <source>The sample desk was not made</source>
        <translation>見本の窓口を作れませんでした</translation>
    </message>
</context>
<context>
    <name>PrincipalSection</name>
    <message>
        <source>= as no. {number}</source>
        <translation>= {number}件目と同じ</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住所</translation>
    </message>
    <message>
        <source>As on the form</source>
        <translation>請求書の住所と同じ</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>生年月日</translation>
    </message>
    <message>
        <source>Data asked for</source>
        <translation>請求の対象</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Formerly</source>
        <translation>旧氏名</translation>
    </message>
    <message>
        <source>Kana</source>
        <translation>フリガナ</translation>
    </message>
    <message>
        <source>May be known: {name} {number}</source>
        <translation>同じ方かもしれません: {name} {number}</translation>
    </message>
    <message>
        <source>Member no.</source>
        <translation>会員番号</translation>
    </message>
    <message>
        <source>More of the principal: member number, e-mail, death</source>
        <translation>ほかの欄を開く(会員番号、メールアドレス、死亡)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>郵便番号</translation>
    </message>
    <message>
        <source>Principal</source>
        <translation>本人</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>登録住所</translation>
    </message>
    <message>
        <source>Registered address</source>
        <translation>登録住所</translation>
    </message>
    <message>
        <source>Show {key}</source>
        <translation>見る {key}</translation>
    </message>
    <message>
        <source>also the heir's own</source>
        <translation>相続人自身の情報でもある</translation>
    </message>
    <message>
        <source>has died</source>
        <translation>亡くなっている</translation>
    </message>
    <message>
        <source>one paper for both applications of the envelope</source>
        <translation>封筒の2件の請求に共通の1通</translation>
    </message>
</context>
<context>
    <name>PrintJobsDialog</name>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>部目</translation>
    </message>
    <message>
        <source>F5 asks the print system again.</source>
        <translation>F5で印刷システムに問い合わせ直します。</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>通知書</translation>
    </message>
    <message>
        <source>Not printed yet</source>
        <translation>未印刷</translation>
    </message>
    <message>
        <source>Nothing was printed yet.</source>
        <translation>まだ何も印刷していません。</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>印刷</translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>もう一度印刷</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>印刷</translation>
    </message>
    <message>
        <source>Reason, job</source>
        <translation>理由・ジョブ</translation>
    </message>
    <message>
        <source>Saved as a file</source>
        <translation>ファイルに保存</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>To</source>
        <translation>宛先</translation>
    </message>
    <message>
        <source>What was printed</source>
        <translation>印刷の記録</translation>
    </message>
</context>
<context>
    <name>PrinterChoices</name>
    <message>
        <source>As the printer</source>
        <translation>プリンターに従う</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>部数</translation>
    </message>
    <message>
        <source>Kind of page</source>
        <translation>印刷するもの</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>プリンター</translation>
    </message>
    <message>
        <source>The usual printer</source>
        <translation>通常使うプリンター</translation>
    </message>
    <message>
        <source>Tray</source>
        <translation>給紙トレイ</translation>
    </message>
</context>
<context>
    <name>PrintersBook</name>
    <message>
        <source>The test page goes to the printer.</source>
        <translation>試し刷りをプリンターに送りました。</translation>
    </message>
</context>
<context>
    <name>PrintingPage</name>
    <message>
        <source>Each kind of page goes where it is told here, never scaled; pages for window envelopes are printed on one side. It holds at once.</source>
        <translation>印刷するものごとの出力先です。拡大・縮小はせず、窓あき封筒の通知書は片面に印刷します。選ぶとすぐに有効になります。</translation>
    </message>
    <message>
        <source>Printers of this workstation</source>
        <translation>この端末のプリンター</translation>
    </message>
    <message>
        <source>Save the measures</source>
        <translation>測定値を保存</translation>
    </message>
    <message>
        <source>The measures hold for what is issued and printed now.</source>
        <translation>測定値を保存しました。これから発行・印刷するものに使います。</translation>
    </message>
</context>
<context>
    <name>ProfilePage</name>
    <message>
        <source>Address (English)</source>
        <translation>所在地（英語）</translation>
    </message>
    <message>
        <source>Address (Japanese)</source>
        <translation>所在地（日本語）</translation>
    </message>
    <message>
        <source>Company (English)</source>
        <translation>会社名（英語）</translation>
    </message>
    <message>
        <source>Company (Japanese)</source>
        <translation>会社名（日本語）</translation>
    </message>
    <message>
        <source>Desk (English)</source>
        <translation>窓口名（英語）</translation>
    </message>
    <message>
        <source>Desk (Japanese)</source>
        <translation>窓口名（日本語）</translation>
    </message>
    <message>
        <source>Letters show these names and this address as they stand here.</source>
        <translation>通知書にこのまま載る名称と所在地です。</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>郵便番号</translation>
    </message>
    <message>
        <source>Prefix of document numbers</source>
        <translation>文書番号の頭</translation>
    </message>
    <message>
        <source>The desk</source>
        <translation>窓口の情報</translation>
    </message>
    <message>
        <source>Web page for inquiries (optional)</source>
        <translation>お問い合わせのウェブページ（任意）</translation>
    </message>
    <message>
        <source>Web page of the procedure (optional)</source>
        <translation>手続を公表するウェブページ（任意）</translation>
    </message>
    <message>
        <source>Officer (Japanese, optional)</source>
        <translation>個人情報保護管理者（日本語、任意）</translation>
    </message>
    <message>
        <source>Officer (English)</source>
        <translation>個人情報保護管理者（英語）</translation>
    </message>
</context>
<context>
    <name>ProfileWords</name>
    <message>
        <source>Address (English)</source>
        <translation>住所（英語）</translation>
    </message>
    <message>
        <source>Address (Japanese)</source>
        <translation>住所（日本語）</translation>
    </message>
    <message>
        <source>Both put it in force</source>
        <translation>二人で使い始める</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>変える</translation>
    </message>
    <message>
        <source>Change name and address of the desk</source>
        <translation>窓口の名称・住所などを変える</translation>
    </message>
    <message>
        <source>Change the web pages</source>
        <translation>ウェブページを変える</translation>
    </message>
    <message>
        <source>Company (English)</source>
        <translation>会社名（英語）</translation>
    </message>
    <message>
        <source>Company (Japanese)</source>
        <translation>会社名（日本語）</translation>
    </message>
    <message>
        <source>Desk (English)</source>
        <translation>窓口名（英語）</translation>
    </message>
    <message>
        <source>Desk (Japanese)</source>
        <translation>窓口名（日本語）</translation>
    </message>
    <message>
        <source>It stands on letters, forms and envelopes from now on. What was issued stays as it is. Print the published forms anew. The journal says who, and which fields.</source>
        <translation>これから発行する通知書、様式、封筒に載ります。発行済みのものは変わりません。公表している様式は作り直してください。誰がどの項目を変えたかが操作記録に残ります。</translation>
    </message>
    <message>
        <source>Letters and forms name them from now on.</source>
        <translation>これからの通知書と様式に載ります。</translation>
    </message>
    <message>
        <source>Letters name the desk so from now on.</source>
        <translation>これからの通知書に載ります。</translation>
    </message>
    <message>
        <source>Letters name these web pages from now on.</source>
        <translation>これからの通知書に載ります。</translation>
    </message>
    <message>
        <source>Name the desk on envelopes</source>
        <translation>封筒に窓口名を載せる</translation>
    </message>
    <message>
        <source>Officer</source>
        <translation>個人情報保護管理者</translation>
    </message>
    <message>
        <source>Page for inquiries</source>
        <translation>お問い合わせのページ</translation>
    </message>
    <message>
        <source>Page of the procedure</source>
        <translation>手続のページ</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>郵便番号</translation>
    </message>
    <message>
        <source>Procedure (English)</source>
        <translation>手続の名称（英語）</translation>
    </message>
    <message>
        <source>Procedure (Japanese)</source>
        <translation>手続の名称（日本語）</translation>
    </message>
    <message>
        <source>Red marking (English)</source>
        <translation>封筒の朱書き（英語）</translation>
    </message>
    <message>
        <source>Red marking (Japanese)</source>
        <translation>封筒の朱書き（日本語）</translation>
    </message>
    <message>
        <source>named</source>
        <translation>載せる</translation>
    </message>
    <message>
        <source>not named</source>
        <translation>載せない</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>{field}: {before} → {after}</source>
        <translation>{field}：{before} → {after}</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>会社名</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>窓口名</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>日本語</translation>
    </message>
    <message>
        <source>English</source>
        <translation>英語</translation>
    </message>
    <message>
        <source>Procedure</source>
        <translation>手続</translation>
    </message>
    <message>
        <source>Red marking</source>
        <translation>朱書き</translation>
    </message>
    <message>
        <source>On envelopes</source>
        <translation>封筒</translation>
    </message>
    <message>
        <source>Inquiries</source>
        <translation>問合せ</translation>
    </message>
    <message>
        <source>The desk is named</source>
        <translation>窓口名を載せる</translation>
    </message>
    <message>
        <source>The company alone is named</source>
        <translation>会社名だけを載せる</translation>
    </message>
    <message>
        <source>Officer (Japanese)</source>
        <translation>個人情報保護管理者（日本語）</translation>
    </message>
    <message>
        <source>Officer (English)</source>
        <translation>個人情報保護管理者（英語）</translation>
    </message>
</context>
<context>
    <name>ProxySection</name>
    <message>
        <source>Address</source>
        <translation>住所</translation>
    </message>
    <message>
        <source>Kana</source>
        <translation>フリガナ</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種別</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>None</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>郵便番号</translation>
    </message>
    <message>
        <source>Reply to</source>
        <translation>回答先</translation>
    </message>
    <message>
        <source>Same as principal's</source>
        <translation>本人と同じ</translation>
    </message>
</context>
<context>
    <name>QuestionFields</name>
    <message>
        <source>A postal code has seven digits.</source>
        <translation>郵便番号は7桁です。</translation>
    </message>
    <message>
        <source>Choose one.</source>
        <translation>一つ選んでください。</translation>
    </message>
    <message>
        <source>Type a number in digits.</source>
        <translation>数字で入れてください。</translation>
    </message>
    <message>
        <source>Type the password.</source>
        <translation>パスワードを入力してください。</translation>
    </message>
</context>
<context>
    <name>ReadTable</name>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
</context>
<context>
    <name>ReadingMark</name>
    <message>
        <source>Checking, reading only</source>
        <translation>検査中 閲覧のみ</translation>
    </message>
    <message>
        <source>Reading only</source>
        <translation>閲覧のみ</translation>
    </message>
    <message>
        <source>The database was checked and is sound.</source>
        <translation>データベースを検査し、異常がないことを確かめました。</translation>
    </message>
</context>
<context>
    <name>ReadingQuestions</name>
    <message>
        <source>As written on the paper. A number that must be masked is typed nowhere.</source>
        <translation>書類に書かれたとおりに入力します。黒塗りする番号は、どこにも入力しません。</translation>
    </message>
    <message>
        <source>Former address</source>
        <translation>旧住所</translation>
    </message>
    <message>
        <source>How the powers are exercised</source>
        <translation>権限の行使の方法</translation>
    </message>
    <message>
        <source>It bears the registered seal</source>
        <translation>実印が押されている</translation>
    </message>
    <message>
        <source>It covers the receipt of the reply</source>
        <translation>回答の受領も委任している</translation>
    </message>
    <message>
        <source>It is the original</source>
        <translation>原本である</translation>
    </message>
    <message>
        <source>It names the principal</source>
        <translation>本人の記載がある</translation>
    </message>
    <message>
        <source>It names the proxy</source>
        <translation>代理人の記載がある</translation>
    </message>
    <message>
        <source>Keep what was read</source>
        <translation>読み取った内容を記録する</translation>
    </message>
    <message>
        <source>Parental authority or guardianship</source>
        <translation>親権・後見の記載</translation>
    </message>
    <message>
        <source>Reason, where something read before changes</source>
        <translation>理由（前に読み取った内容を変えるとき）</translation>
    </message>
    <message>
        <source>The other holder signed too</source>
        <translation>ほかの権利者も署名している</translation>
    </message>
    <message>
        <source>The powers are listed</source>
        <translation>権限の目録がある</translation>
    </message>
    <message>
        <source>The seal equals the certificate</source>
        <translation>印影が証明書と一致する</translation>
    </message>
    <message>
        <source>What it certifies</source>
        <translation>証明する代理の種別</translation>
    </message>
    <message>
        <source>What the paper shows</source>
        <translation>書類の記載</translation>
    </message>
    <message>
        <source>not read yet</source>
        <translation>未確認</translation>
    </message>
</context>
<context>
    <name>RescueForm</name>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>バックアップ</translation>
    </message>
    <message>
        <source>Everybody signs in again after it.</source>
        <translation>復元のあと、全員が入り直します。</translation>
    </message>
    <message numerus="yes">
        <source>It holds %Ln application(s).</source>
        <translation>
            <numerusform>請求%Ln件を含みます。</numerusform>
        </translation>
    </message>
    <message>
        <source>Key of its recovery sheet, typed or scanned</source>
        <translation>復旧シートの鍵（入力または読み取り）</translation>
    </message>
    <message>
        <source>Nobody signed this backup. Take it all the same?</source>
        <translation>このバックアップには誰の署名もありません。それでも使いますか。</translation>
    </message>
    <message>
        <source>Officer</source>
        <translation>個人情報保護管理者</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>修復する</translation>
    </message>
    <message>
        <source>Repair the database</source>
        <translation>データベースを修復</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>置き換える</translation>
    </message>
    <message>
        <source>Replace the desk with the backup of {when}?</source>
        <translation>{when} のバックアップに置き換えますか。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>復元する</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>バックアップから復元</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Take it all the same</source>
        <translation>それでも使う</translation>
    </message>
    <message>
        <source>The backup takes the place of the desk's database. What was entered after it is not in it. The file of now is kept beside it, passwords stay as they are, and what was disposed of stays disposed of.</source>
        <translation>窓口のデータベースをバックアップに置き換えます。その後に入力したものは含まれません。今のファイルは別の名前で残します。パスワードは変わらず、廃棄したものは廃棄されたままです。</translation>
    </message>
    <message>
        <source>The officer's password</source>
        <translation>個人情報保護管理者のパスワード</translation>
    </message>
    <message>
        <source>The repair works on a copy. The desk is replaced only by a copy that is whole, and the damaged file is kept. This can take some minutes.</source>
        <translation>修復は写しの上で行います。欠けのない写しができたときだけ入れ替え、壊れたファイルも残します。数分かかることがあります。</translation>
    </message>
    <message>
        <source>This is needed.</source>
        <translation>入力してください。</translation>
    </message>
    <message>
        <source>Whoever had the recovery sheet's public key could have made it. Find out first when and by whom it was made, and where it lay. Nothing was restored yet.</source>
        <translation>復旧シートの公開鍵を持つ人なら、誰でも作れたものです。いつ、誰が作り、どこに置いてあったかを、先に確かめてください。まだ何も復元していません。</translation>
    </message>
    <message>
        <source>{day} {time}, sheet {sheet}</source>
        <translation>{day} {time} シート{sheet}</translation>
    </message>
</context>
<context>
    <name>RescueResult</name>
    <message numerus="yes">
        <source>%Ln row(s) could be read.</source>
        <translation>
            <numerusform>%Ln行を読み出せました。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s) were taken over.</source>
        <translation>
            <numerusform>%Ln行を引き継ぎました。</numerusform>
        </translation>
    </message>
    <message>
        <source>All indexes were built anew. No entry is lost.</source>
        <translation>索引をすべて作り直しました。記録の欠けはありません。</translation>
    </message>
    <message>
        <source>All of it was checked. Nothing was changed.</source>
        <translation>すべて検査しました。何も変えていません。</translation>
    </message>
    <message numerus="yes">
        <source>At most %Ln row(s) could not be read.</source>
        <translation>
            <numerusform>読めなかった行は、多くて%Ln行です。</numerusform>
        </translation>
    </message>
    <message>
        <source>Go on to sign in</source>
        <translation>窓口に入り直す</translation>
    </message>
    <message numerus="yes">
        <source>It holds %Ln application(s).</source>
        <translation>
            <numerusform>請求%Ln件を含みます。</numerusform>
        </translation>
    </message>
    <message>
        <source>It is as it was on {when}, up to entry {entry} of the journal.</source>
        <translation>{when} の状態です。操作記録は通し番号 {entry} までです。</translation>
    </message>
    <message>
        <source>No entry is lost.</source>
        <translation>記録の欠けはありません。</translation>
    </message>
    <message>
        <source>Nobody signed it.</source>
        <translation>このバックアップには誰の署名もありません。</translation>
    </message>
    <message>
        <source>Nothing is wrong with the database</source>
        <translation>データベースに異常はありません</translation>
    </message>
    <message>
        <source>Only a backup helps</source>
        <translation>バックアップからの復元が必要です</translation>
    </message>
    <message>
        <source>Restore the newest good backup</source>
        <translation>最新の正しいバックアップから復元する</translation>
    </message>
    <message>
        <source>The backup was restored</source>
        <translation>バックアップから復元しました</translation>
    </message>
    <message>
        <source>The database was repaired</source>
        <translation>データベースを修復しました</translation>
    </message>
    <message>
        <source>The file of before is kept as {name}.</source>
        <translation>前のファイルは {name} として残しました。</translation>
    </message>
    <message>
        <source>The search index was built anew. No entry is lost.</source>
        <translation>検索の索引を作り直しました。記録の欠けはありません。</translation>
    </message>
    <message>
        <source>What could be read is kept, encrypted, as {name}.</source>
        <translation>読めた分は、暗号化したまま {name} として残しました。</translation>
    </message>
    <message>
        <source>{name} made and signed it.</source>
        <translation>{name}さんが作り、署名したものです。</translation>
    </message>
</context>
<context>
    <name>RosterPart</name>
    <message numerus="yes">
        <source>%n statement(s)</source>
        <translation>
            <numerusform>記録 %n件</numerusform>
        </translation>
    </message>
    <message>
        <source>About</source>
        <translation>対象</translation>
    </message>
    <message>
        <source>By</source>
        <translation>した人</translation>
    </message>
    <message>
        <source>Every act on people, keys and sheets is signed by whoever did it. Compare this fingerprint with the recovery sheet in the safe and the day sheets in the binder: if it is another, somebody has changed the keys.</source>
        <translation>利用者、鍵、復旧シートについての操作には、1件ずつ、した人の署名が付きます。この指紋を、金庫の復旧シートと、綴じてある日報の指紋と見比べてください。違うときは、誰かが鍵を差し替えています。</translation>
    </message>
    <message>
        <source>Fingerprint of the roster</source>
        <translation>登録簿の指紋</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>番号</translation>
    </message>
    <message>
        <source>Roster of the keys</source>
        <translation>鍵の登録簿</translation>
    </message>
    <message>
        <source>Statements of the roster</source>
        <translation>登録簿の記録</translation>
    </message>
    <message>
        <source>This desk was not carried over to a signed roster yet.</source>
        <translation>この窓口は、まだ署名つきの登録簿に引き継がれていません。</translation>
    </message>
    <message>
        <source>What</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>When</source>
        <translation>日時</translation>
    </message>
    <message>
        <source>With</source>
        <translation>2人目の署名</translation>
    </message>
</context>
<context>
    <name>RulebookPage</name>
    <message numerus="yes">
        <source>%n application(s) follow the rulebook in force.</source>
        <translation>
            <numerusform>%n件に今の規程を適用しました。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n open application(s)</source>
        <translation>
            <numerusform>受付中の請求 %n件</numerusform>
        </translation>
    </message>
    <message>
        <source>A new rulebook version waits</source>
        <translation>新しい規程があります</translation>
    </message>
    <message>
        <source>After</source>
        <translation>変更後</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>変更前</translation>
    </message>
    <message>
        <source>Before and after of the chosen application</source>
        <translation>選んだ請求の変更前と変更後</translation>
    </message>
    <message numerus="yes">
        <source>Confirm all (%n)</source>
        <translation>
            <numerusform>すべて確認（%n件）</numerusform>
        </translation>
    </message>
    <message>
        <source>Confirm this one</source>
        <translation>この1件を確認</translation>
    </message>
    <message>
        <source>Confirmed, an application follows the version in force. Not confirmed, it ends under its own. Ctrl+Z takes a confirmation back while nothing followed.</source>
        <translation>確認すると今の規程に従います。確認しなければ、受け付けたときの版のまま終わります。確認は、そのあと何もしていなければCtrl+Zで取り消せます。</translation>
    </message>
    <message>
        <source>Esc stops; what is confirmed stays so.</source>
        <translation>Escで中止します。確認した分はそのまま残ります。</translation>
    </message>
    <message>
        <source>Every open application stands under the rulebook in force. What it says stands under Rulebook.</source>
        <translation>受付中の請求には、すべて今の規程を適用しています。内容は「規程」で読めます。</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>今の規程</translation>
    </message>
    <message>
        <source>Look below at what it changes in the open applications, and under Rulebook at what it says otherwise. Once it is in force, what is logged stands under it, and the open ones are confirmed here.</source>
        <translation>受付中の請求で変わることを下で、変わる値を「規程」で確かめてください。使い始めると、これから受け付ける請求に適用し、受付中の請求はここで確認できます。</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>受付番号</translation>
    </message>
    <message>
        <source>Open applications under another rulebook version</source>
        <translation>別の版の規程を適用している請求</translation>
    </message>
    <message>
        <source>Put in force</source>
        <translation>使い始める</translation>
    </message>
    <message>
        <source>These stand under the version they were logged with</source>
        <translation>受け付けたときの版のままの請求です</translation>
    </message>
    <message>
        <source>Under</source>
        <translation>適用中の版</translation>
    </message>
    <message>
        <source>Under another version</source>
        <translation>別の版を適用中</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>確認待ち</translation>
    </message>
    <message>
        <source>What</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>What the new version does</source>
        <translation>新しい規程で変わること</translation>
    </message>
    <message>
        <source>{done} of {total} confirmed</source>
        <translation>{total}件のうち{done}件を確認しました</translation>
    </message>
    <message>
        <source>{number} follows the rulebook in force.</source>
        <translation>{number}に今の規程を適用しました。</translation>
    </message>
    <message>
        <source>{number}: before and after</source>
        <translation>{number} 変更前と変更後</translation>
    </message>
    <message>
        <source>{number}: nothing changes</source>
        <translation>{number} 変わることはありません</translation>
    </message>
</context>
<context>
    <name>RulebookWords</name>
    <message numerus="yes">
        <source>%n open application(s) stay under their own version until each is confirmed.</source>
        <translation>
            <numerusform>受付中の%n件は、確認するまで今の版のままです。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) change</source>
        <translation>
            <numerusform>%n項目が変わります</numerusform>
        </translation>
    </message>
    <message>
        <source>Both put it in force</source>
        <translation>二人で使い始める</translation>
    </message>
    <message>
        <source>Decided or proposed: it ends under its own version</source>
        <translation>起案または決定があるため、今の版のまま終わります</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>手数料</translation>
    </message>
    <message>
        <source>Fee still missing</source>
        <translation>手数料の不足</translation>
    </message>
    <message>
        <source>Kept until</source>
        <translation>保管期限</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>次にすること</translation>
    </message>
    <message>
        <source>Nothing changes</source>
        <translation>変わりません</translation>
    </message>
    <message>
        <source>Supplement due</source>
        <translation>補正の期限</translation>
    </message>
    <message>
        <source>Place in the work list</source>
        <translation>仕事の区分</translation>
    </message>
    <message>
        <source>Put version {version} in force</source>
        <translation>規程 {version} を使い始める</translation>
    </message>
    <message>
        <source>Reply target</source>
        <translation>回答目標日</translation>
    </message>
    <message>
        <source>Stamps that go back</source>
        <translation>返す切手</translation>
    </message>
    <message>
        <source>The new rulebook is in force.</source>
        <translation>新しい規程を使い始めました。</translation>
    </message>
    <message>
        <source>What is logged from now on stands under it. Two people sign it. This cannot be undone.</source>
        <translation>これから受け付ける請求に適用します。二人で署名し、元に戻せません。</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
</context>
<context>
    <name>SafetyLine</name>
    <message>
        <source>Back up now</source>
        <translation>今すぐバックアップ</translation>
    </message>
    <message>
        <source>Carry it over</source>
        <translation>引き継ぐ</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>保存先を選ぶ</translation>
    </message>
    <message>
        <source>Hold the drill</source>
        <translation>復元訓練を行う</translation>
    </message>
    <message>
        <source>Open the newest backup with the key of the recovery sheet.</source>
        <translation>復旧シートの鍵で最新のバックアップを開き、確かめてください。</translation>
    </message>
    <message>
        <source>Print it; until then backups open with the sheet before.</source>
        <translation>印刷してください。それまでのバックアップは前のシートで開きます。</translation>
    </message>
    <message>
        <source>Print the recovery sheet</source>
        <translation>復旧シートを印刷する</translation>
    </message>
    <message>
        <source>The desk has to be carried over to a signed roster</source>
        <translation>この窓口を、署名つきの登録簿に引き継いでください</translation>
    </message>
    <message>
        <source>The drill of the month is due since {day}</source>
        <translation>復元訓練の時期になりました（{day}から）</translation>
    </message>
    <message>
        <source>The first is made by itself, within the hour or at the exit.</source>
        <translation>最初のバックアップは、1時間以内か終了時に自動で作られます。</translation>
    </message>
    <message>
        <source>The officer does it with a second person. Until then nobody is enrolled, no sheet is made, nothing is disposed of or restored.</source>
        <translation>個人情報保護管理者が、もう1人と一緒に行います。それまで、利用者の登録、復旧シートの作成、廃棄、復元はできません。</translation>
    </message>
    <message>
        <source>The officer opens the newest backup with the key of the recovery sheet.</source>
        <translation>個人情報保護管理者が、復旧シートの鍵で最新のバックアップを開いて確かめます。</translation>
    </message>
    <message>
        <source>The officer prints it; until then backups open with the sheet before.</source>
        <translation>個人情報保護管理者が印刷します。それまでのバックアップは前のシートで開きます。</translation>
    </message>
    <message>
        <source>The recovery sheet of {quarter} is due</source>
        <translation>{quarter}の復旧シートがまだありません</translation>
    </message>
    <message>
        <source>Until it is chosen, no backup is made.</source>
        <translation>保存先を選ぶまで、バックアップは作られません。</translation>
    </message>
    <message>
        <source>Until it is printed, no backup is made. It needs a printer that is set up on this computer.</source>
        <translation>印刷するまで、バックアップは作られません。このコンピューターに設定されたプリンターが必要です。</translation>
    </message>
    <message>
        <source>Until the officer chooses it, no backup is made.</source>
        <translation>個人情報保護管理者が保存先を選ぶまで、バックアップは作られません。</translation>
    </message>
    <message>
        <source>Until the officer prints it, no backup is made.</source>
        <translation>個人情報保護管理者が印刷するまで、バックアップは作られません。</translation>
    </message>
    <message>
        <source>You sign it with a second person, or with the recovery sheet. Until then nobody is enrolled, no sheet is made, nothing is disposed of or restored.</source>
        <translation>もう1人、または復旧シートと一緒に署名します。それまで、利用者の登録、復旧シートの作成、廃棄、復元はできません。</translation>
    </message>
</context>
<context>
    <name>SampleBand</name>
    <message>
        <source>Sample desk: everybody in it is invented</source>
        <translation>見本の窓口　出てくる人はすべて架空です</translation>
    </message>
</context>
<context>
    <name>SavePdf</name>
    <message>
        <source>Save as PDF</source>
        <translation>PDFで保存</translation>
    </message>
</context>
<context>
    <name>SaveToml</name>
    <message>
        <source>Save the rulebook</source>
        <translation>規程の保存</translation>
    </message>
</context>
<context>
    <name>SaveWorkbook</name>
    <message>
        <source>Save as spreadsheet</source>
        <translation>表計算ファイルに保存</translation>
    </message>
</context>
<context>
    <name>ScreenPage</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n分</numerusform>
        </translation>
    </message>
    <message>
        <source>All that stands around the text grows with it, as far as the screen goes.</source>
        <translation>文字のまわりも、画面に入るところまで一緒に大きくなります。</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>システムに合わせる</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>暗い画面</translation>
    </message>
    <message>
        <source>Following the system, the window changes with it, at night for instance.</source>
        <translation>システムに合わせると、夜間などシステムの切り替えとともに変わります。</translation>
    </message>
    <message>
        <source>Language of the screens</source>
        <translation>画面の言語</translation>
    </message>
    <message>
        <source>Letters are written in the language of the reply, whatever stands here.</source>
        <translation>通知書は回答の言語で書きます。ここでの選択とは関わりません。</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>明るい画面</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>明るさ</translation>
    </message>
    <message>
        <source>Lock after</source>
        <translation>ロックするまでの時間</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>文字の大きさ</translation>
    </message>
    <message>
        <source>So long without a key or the mouse, the desk locks and keeps your draft.</source>
        <translation>この時間キーもマウスも使わないと、書きかけを保存して窓口をロックします。</translation>
    </message>
</context>
<context>
    <name>SecondPerson</name>
    <message>
        <source>That person's password</source>
        <translation>その人のパスワード</translation>
    </message>
    <message>
        <source>Who does it</source>
        <translation>行う人</translation>
    </message>
</context>
<context>
    <name>SectionView</name>
    <message>
        <source>next tab</source>
        <translation>次のタブ</translation>
    </message>
</context>
<context>
    <name>SettingsQuestions</name>
    <message>
        <source>A copy of both folders is then of no use elsewhere. Should this machine fail, the recovery sheet opens the desk on another.</source>
        <translation>両方のフォルダーを写しても、ほかでは開けません。この端末が壊れたときは、復旧シートで別の端末から開けます。</translation>
    </message>
    <message>
        <source>A copy of the old database file alone can then be opened no more.</source>
        <translation>古いデータベースの写しだけでは、開けなくなります。</translation>
    </message>
    <message>
        <source>A password opens the desk on any machine that has both folders.</source>
        <translation>両方のフォルダーがあれば、どの端末でもパスワードで開けます。</translation>
    </message>
    <message>
        <source>A password opens the desk on this machine alone.</source>
        <translation>パスワードで開けるのは、この端末だけになります。</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>追加する</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>利用者を追加する</translation>
    </message>
    <message>
        <source>Bind</source>
        <translation>結び付ける</translation>
    </message>
    <message>
        <source>Bind passwords no longer</source>
        <translation>端末との結び付けをやめる</translation>
    </message>
    <message>
        <source>Bind passwords to this machine</source>
        <translation>パスワードをこの端末に結び付ける</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>変える</translation>
    </message>
    <message>
        <source>Change my password</source>
        <translation>自分のパスワードを変える</translation>
    </message>
    <message>
        <source>Change the data key</source>
        <translation>データの鍵を取り替える</translation>
    </message>
    <message>
        <source>Change the roles of {name}</source>
        <translation>{name} の役割を変える</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>確認する</translation>
    </message>
    <message>
        <source>Confirm {name}</source>
        <translation>{name} の本人確認</translation>
    </message>
    <message>
        <source>Destroy</source>
        <translation>廃棄する</translation>
    </message>
    <message>
        <source>Destroy the key of sheet {number}</source>
        <translation>シート {number} の鍵を廃棄する</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>続ける</translation>
    </message>
    <message>
        <source>Make a recovery sheet</source>
        <translation>復旧シートを作る</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>New password once more</source>
        <translation>新しいパスワード（もう一度）</translation>
    </message>
    <message>
        <source>New password, at least 12 characters</source>
        <translation>新しいパスワード（12文字以上）</translation>
    </message>
    <message>
        <source>Nobody here can sign second. Open the desk with the recovery sheet and do it there: the sheet signs alone.</source>
        <translation>2人目として署名できる人がいません。復旧シートで窓口を開いて登録してください。シートなら1人で足ります。</translation>
    </message>
    <message>
        <source>Once its last group is typed back, it takes the place of the sheet in use.</source>
        <translation>最後の組を入力すると、今のシートに代わって使い始めます。</translation>
    </message>
    <message>
        <source>Password of {name}</source>
        <translation>{name} のパスワード</translation>
    </message>
    <message>
        <source>Password until now</source>
        <translation>今のパスワード</translation>
    </message>
    <message>
        <source>Passwords and recovery sheet stay as they are.</source>
        <translation>パスワードと復旧シートはそのままです。</translation>
    </message>
    <message>
        <source>Print the sheet now.</source>
        <translation>シートを印刷してください。</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>やめる</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>登録を消す</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name} の登録を消す</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>役割</translation>
    </message>
    <message>
        <source>Second person</source>
        <translation>2人目の署名をする人</translation>
    </message>
    <message>
        <source>Shred both prints of sheet {number} now.</source>
        <translation>シート {number} の2部を今すぐ裁断してください。</translation>
    </message>
    <message>
        <source>That person's password until now</source>
        <translation>その人の今のパスワード</translation>
    </message>
    <message>
        <source>The backups made for this sheet can then be read by nobody. This cannot be undone.</source>
        <translation>このシートで開くバックアップは、誰にも読めなくなります。元に戻せません。</translation>
    </message>
    <message>
        <source>The data key is changed with it.</source>
        <translation>同時にデータの鍵も取り替えます。</translation>
    </message>
    <message>
        <source>The data key is changed. What the person did stays in the journal. Backups made before open with their sheet as ever.</source>
        <translation>データの鍵を取り替えます。その人の操作は記録に残ります。これまでのバックアップは、そのときの復旧シートで開きます。</translation>
    </message>
    <message>
        <source>The password of {name} opens this desk no more.</source>
        <translation>{name} のパスワードでは、この窓口を開けなくなります。</translation>
    </message>
    <message>
        <source>The person is enrolled anew: the old password opens the desk no more.</source>
        <translation>登録をやり直します。前のパスワードでは入れなくなります。</translation>
    </message>
    <message>
        <source>The person signs in with the password typed here and can change it.</source>
        <translation>ここで入力したパスワードで入ります。あとで本人が変えられます。</translation>
    </message>
    <message>
        <source>Whoever may approve (supervisor, officer) is enrolled by two: a second person types a password here too.</source>
        <translation>承認できる人（管理者、個人情報保護管理者）の登録は、2人で行います。もう1人もここでパスワードを入れます。</translation>
    </message>
    <message>
        <source>With the same roles, this gives a new password for a lost one.</source>
        <translation>役割を変えなければ、忘れたパスワードの付け直しになります。</translation>
    </message>
    <message>
        <source>You sign second: that it is this person who types it.</source>
        <translation>本人が入れたことを、あなたが2人目として署名します。</translation>
    </message>
    <message>
        <source>{name} types the password used until now, and keeps it.</source>
        <translation>{name} がこれまでのパスワードを入れます。パスワードはそのまま使えます。</translation>
    </message>
</context>
<context>
    <name>SettingsView</name>
    <message>
        <source>Add a person</source>
        <translation>利用者を追加</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>バックアップ</translation>
    </message>
    <message>
        <source>Confirm with password</source>
        <translation>本人確認</translation>
    </message>
    <message>
        <source>Copies of the desk, and where they lie.</source>
        <translation>窓口の控えと、その保存先です。</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>窓口</translation>
    </message>
    <message>
        <source>Destroy its key</source>
        <translation>鍵を廃棄</translation>
    </message>
    <message>
        <source>How letters, forms and envelopes name it.</source>
        <translation>通知書、様式、封筒での名称と住所です。</translation>
    </message>
    <message>
        <source>How the windows look on this machine.</source>
        <translation>この端末での画面の見え方です。</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>鍵</translation>
    </message>
    <message>
        <source>Letter wording</source>
        <translation>文面</translation>
    </message>
    <message>
        <source>My password</source>
        <translation>自分のパスワード</translation>
    </message>
    <message>
        <source>New sheet</source>
        <translation>新しいシート</translation>
    </message>
    <message>
        <source>New version</source>
        <translation>新しい版</translation>
    </message>
    <message>
        <source>Paper keys for the safe, one a quarter.</source>
        <translation>金庫に納める紙の鍵です。四半期に1枚作ります。</translation>
    </message>
    <message>
        <source>Parts of the settings</source>
        <translation>設定の項目</translation>
    </message>
    <message>
        <source>People</source>
        <translation>利用者</translation>
    </message>
    <message>
        <source>Printer, envelope window and offsets.</source>
        <translation>プリンター、封筒の窓、印刷位置です。</translation>
    </message>
    <message>
        <source>Printing</source>
        <translation>印刷</translation>
    </message>
    <message>
        <source>Recovery sheets</source>
        <translation>復旧シート</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>登録を消す</translation>
    </message>
    <message>
        <source>Roles and password</source>
        <translation>役割とパスワード</translation>
    </message>
    <message>
        <source>Rulebook</source>
        <translation>規程</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>画面</translation>
    </message>
    <message>
        <source>What holds today, and since when.</source>
        <translation>今日の定めと、その開始日です。</translation>
    </message>
    <message>
        <source>What it changes in the open applications.</source>
        <translation>受付中の請求で変わることです。</translation>
    </message>
    <message>
        <source>What the database is locked with.</source>
        <translation>データベースを守る鍵です。</translation>
    </message>
    <message>
        <source>What you sign in with.</source>
        <translation>窓口に入るときに使います。</translation>
    </message>
    <message>
        <source>Who works here, and what each may do.</source>
        <translation>ここで働く人と、それぞれの役割です。</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>選ぶ</translation>
    </message>
    <message>
        <source>next part</source>
        <translation>次の部分</translation>
    </message>
    <message>
        <source>You yourself are changed by another person only.</source>
        <translation>ご自身の登録は、ほかの人だけが変更できます。</translation>
    </message>
    <message>
        <source>Choose a sheet that is neither in use nor destroyed.</source>
        <translation>使用中でも廃棄済みでもないシートを選んでください。</translation>
    </message>
    <message>
        <source>Choose letter and sentence, change it, propose it.</source>
        <translation>文書と文を選んで変え、ほかの管理者に提案します。</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>プログラム</translation>
    </message>
    <message>
        <source>Its version, and newer ones.</source>
        <translation>今の版と、新しい版。</translation>
    </message>
    <message>
        <source>Several stations</source>
        <translation>複数の端末</translation>
    </message>
    <message>
        <source>Who shares this desk, over which server.</source>
        <translation>この窓口を使う端末と、そのサーバーです。</translation>
    </message>
</context>
<context>
    <name>ShareGrid</name>
    <message numerus="yes">
        <source>%n piece(s) not allotted yet</source>
        <translation>
            <numerusform>未割当て %n枚</numerusform>
        </translation>
    </message>
    <message>
        <source>Fill in a proposal</source>
        <translation>案を入れる</translation>
    </message>
    <message>
        <source>Whose stamps</source>
        <translation>切手の割当て</translation>
    </message>
</context>
<context>
    <name>SheetEntry</name>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Come in with the recovery sheet</source>
        <translation>復旧シートで入り直す</translation>
    </message>
    <message>
        <source>Group {number} has a mistake. Compare it with the sheet.</source>
        <translation>{number}番目の組に誤りがあります。シートと見比べてください。</translation>
    </message>
    <message>
        <source>Open the desk</source>
        <translation>窓口を開く</translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation>復旧の鍵</translation>
    </message>
    <message>
        <source>Take the sheet of this quarter out of the safe</source>
        <translation>今の四半期の復旧シートを金庫から出してください</translation>
    </message>
    <message>
        <source>Type its twelve groups, or scan the square code. Spaces and capitals do not matter. Each group checks itself. It is noted that the sheet was used.</source>
        <translation>12組を入力するか、二次元コードを読み取ります。空白や大文字・小文字は問いません。誤りは組ごとに分かります。シートを使ったことは操作記録に残ります。</translation>
    </message>
    <message>
        <source>{number} of {all} groups</source>
        <translation>{all}組のうち{number}組</translation>
    </message>
</context>
<context>
    <name>SheetPreview</name>
    <message>
        <source>How it ends</source>
        <translation>捨て方</translation>
    </message>
    <message>
        <source>Kept at</source>
        <translation>保管場所</translation>
    </message>
    <message>
        <source>Made {day}</source>
        <translation>作成 {day}</translation>
    </message>
    <message>
        <source>Recovery key</source>
        <translation>復旧の鍵</translation>
    </message>
    <message>
        <source>Recovery sheet</source>
        <translation>復旧シート</translation>
    </message>
    <message>
        <source>Sealed by</source>
        <translation>封をした人</translation>
    </message>
    <message>
        <source>Sheet {number}</source>
        <translation>シート番号 {number}</translation>
    </message>
    <message>
        <source>Shred it at the end of the next quarter. The backups of this quarter can then be read no more.</source>
        <translation>次の四半期の終わりに裁断する。裁断すると、この四半期のバックアップは読めなくなる。</translation>
    </message>
    <message>
        <source>The key is printed on paper alone. It stays on no screen, in no file and in no backup.</source>
        <translation>鍵は紙にだけ印刷されます。画面、ファイル、バックアップには残りません。</translation>
    </message>
    <message>
        <source>The recovery sheet as it prints; the key is shown as dots</source>
        <translation>印刷される復旧シートの見本。鍵は点で示しています</translation>
    </message>
    <message>
        <source>What this paper does</source>
        <translation>この紙でできること</translation>
    </message>
    <message>
        <source>square code</source>
        <translation>二次元
コード</translation>
    </message>
    <message>
        <source>• Opens the backups of this quarter
• Lets in when all passwords are lost</source>
        <translation>・この四半期のバックアップを開く
・全員がパスワードを忘れたときに入り直す</translation>
    </message>
</context>
<context>
    <name>SheetSection</name>
    <message>
        <source>Also form</source>
        <translation>ほか様式</translation>
    </message>
    <message>
        <source>As the form</source>
        <translation>様式のとおり</translation>
    </message>
    <message>
        <source>Filled in on</source>
        <translation>記入日</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>様式</translation>
    </message>
    <message>
        <source>More of the form: further forms, signature, language</source>
        <translation>ほかの欄を開く(2枚目からの請求書、署名、回答の言語)</translation>
    </message>
    <message>
        <source>No form</source>
        <translation>様式なし</translation>
    </message>
    <message>
        <source>None: a letter of their own</source>
        <translation>様式なし（任意の用紙）</translation>
    </message>
    <message>
        <source>Reply in</source>
        <translation>回答言語</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>署名</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>現行</translation>
    </message>
    <message>
        <source>not signed</source>
        <translation>署名・押印なし</translation>
    </message>
    <message>
        <source>{code} {right}</source>
        <translation>{code} {right}等</translation>
    </message>
</context>
<context>
    <name>SheetTask</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>あと%n文字</numerusform>
        </translation>
    </message>
    <message>
        <source>A copy would still read backups of what was disposed of.</source>
        <translation>写しがあると、廃棄したはずのバックアップが読めてしまいます。</translation>
    </message>
    <message>
        <source>Into an envelope, sealed and signed by two, and into the safe</source>
        <translation>封筒に入れて封をし、二人で署名して金庫へ</translation>
    </message>
    <message>
        <source>It shows that the print can be read. Capital or small letters do not matter.</source>
        <translation>正しく印刷されたことを確かめます。大文字と小文字の区別はありません。</translation>
    </message>
    <message>
        <source>It was never confirmed and opens nothing. A new one is made now.</source>
        <translation>確認が済んでいないため、何も開けません。新しいシートを作ります。</translation>
    </message>
    <message>
        <source>Keep the two prints in different places. The places are noted.</source>
        <translation>2部は別の場所に保管してください。保管場所を記録します。</translation>
    </message>
    <message>
        <source>Last group of the recovery key</source>
        <translation>復旧の鍵の最後の組</translation>
    </message>
    <message>
        <source>Look for printers again</source>
        <translation>プリンターを探し直す</translation>
    </message>
    <message>
        <source>No printer is set up on this computer</source>
        <translation>このコンピューターにはプリンターが設定されていません</translation>
    </message>
    <message>
        <source>Place of the first print</source>
        <translation>1部目の場所</translation>
    </message>
    <message>
        <source>Place of the second print</source>
        <translation>2部目の場所</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>印刷</translation>
    </message>
    <message numerus="yes">
        <source>Print %n copies</source>
        <translation>
            <numerusform>%n部印刷する</numerusform>
        </translation>
    </message>
    <message>
        <source>Print again</source>
        <translation>もう一度印刷</translation>
    </message>
    <message>
        <source>Print the recovery sheet</source>
        <translation>復旧シートを印刷する</translation>
    </message>
    <message>
        <source>Printer</source>
        <translation>プリンター</translation>
    </message>
    <message>
        <source>Shred the print of sheet {number}</source>
        <translation>シート {number} の紙は裁断してください</translation>
    </message>
    <message>
        <source>Take no picture of this paper, and do not type it into a computer to keep it</source>
        <translation>この紙を写真に撮ったり、パソコンに打ち込んで保存したりしないでください</translation>
    </message>
    <message>
        <source>The key goes to the printer and nowhere else.</source>
        <translation>鍵はプリンターにだけ送ります。</translation>
    </message>
    <message>
        <source>The sheet is printed on paper alone and never goes into a file. Until it is printed, no backup is made. Set up a printer and look again, or print the sheet later from Settings, Recovery sheets.</source>
        <translation>復旧シートは紙にだけ印刷し、ファイルには出しません。印刷するまで、バックアップは作られません。プリンターを設定して探し直すか、後で「設定」の「復旧シート」から印刷してください。</translation>
    </message>
    <message>
        <source>The usual printer</source>
        <translation>通常のプリンター</translation>
    </message>
    <message>
        <source>This is needed.</source>
        <translation>入力してください。</translation>
    </message>
    <message>
        <source>This is not the last group of the print.</source>
        <translation>印刷した紙の最後の組と違います。</translation>
    </message>
    <message>
        <source>Type the last group from the paper</source>
        <translation>紙から、最後の組を入力する</translation>
    </message>
    <message>
        <source>When every password is lost, this paper alone opens the desk. Its makers cannot.</source>
        <translation>パスワードをすべて失ったとき、窓口の記録を開けるのはこの紙だけです。開発元にも開けません。</translation>
    </message>
    <message>
        <source>confirmed</source>
        <translation>一致しました</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>違います</translation>
    </message>
    <message>
        <source>not confirmed</source>
        <translation>未確認</translation>
    </message>
    <message>
        <source>such as: branch, fireproof cabinet</source>
        <translation>例: 徳島本社 耐火庫</translation>
    </message>
    <message>
        <source>such as: head office, safe A</source>
        <translation>例: 本社3階 金庫A</translation>
    </message>
    <message>
        <source>{printer}: printed at {time}</source>
        <translation>プリンター {printer}  {time} に印刷しました。</translation>
    </message>
</context>
<context>
    <name>SheetsPage</name>
    <message>
        <source>Made</source>
        <translation>作成日</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>番号</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>保管場所</translation>
    </message>
    <message>
        <source>Quarter</source>
        <translation>四半期</translation>
    </message>
    <message>
        <source>Recovery sheets</source>
        <translation>復旧シート</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>key destroyed</source>
        <translation>鍵を廃棄</translation>
    </message>
    <message>
        <source>opens its backups</source>
        <translation>バックアップ用に保管</translation>
    </message>
    <message>
        <source>printed, not confirmed</source>
        <translation>未確認</translation>
    </message>
    <message>
        <source>No sheet was printed yet. Without one, nobody gets in once all passwords are lost: print the first with Insert and put it into the safe.</source>
        <translation>復旧シートはまだ印刷していません。すべてのパスワードを失うと、シートがなければ窓口に入れません。Insertで最初の1枚を印刷し、金庫に納めてください。</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>&amp;Application</source>
        <translation>請求(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>編集(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>ファイル(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>移動(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>ヘルプ(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Letter</source>
        <translation>文書(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>表示(&amp;V)</translation>
    </message>
    <message>
        <source>A larger size has no room on this screen.</source>
        <translation>この画面では、これより大きくできません。</translation>
    </message>
    <message>
        <source>About this program</source>
        <translation>このプログラムについて</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>今すぐバックアップ</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>切り取り</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>探す</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>進む</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全画面</translation>
    </message>
    <message>
        <source>Keys of this page</source>
        <translation>この画面のキー</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>文字を大きく</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>明るい・暗い画面</translation>
    </message>
    <message>
        <source>Light or dark as the system</source>
        <translation>明るさをシステムに合わせる</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>ロック</translation>
    </message>
    <message>
        <source>Log a supplement</source>
        <translation>補正書類を受け付ける</translation>
    </message>
    <message>
        <source>Log mail</source>
        <translation>郵便物を受け付ける</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>手引き</translation>
    </message>
    <message>
        <source>Open by number</source>
        <translation>番号・バーコードで開く</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>貼り付け</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>読み直す</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>すべて選択</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>文字を小さく</translation>
    </message>
    <message>
        <source>The sample desk is not backed up.</source>
        <translation>見本の窓口はバックアップしません。</translation>
    </message>
    <message>
        <source>There is no smaller size.</source>
        <translation>これより小さくはできません。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>元に戻す</translation>
    </message>
    <message>
        <source>Undo: {what}</source>
        <translation>元に戻す: {what}</translation>
    </message>
    <message>
        <source>Undone: {what}</source>
        <translation>元に戻しました: {what}</translation>
    </message>
    <message>
        <source>Your roles let you read no applicant's data, so nothing is shown here.</source>
        <translation>あなたの役割では請求者の情報を見られないため、ここには何も表示しません。</translation>
    </message>
    <message>
        <source>allotment of stamps</source>
        <translation>切手の割当て</translation>
    </message>
    <message>
        <source>delivery or return</source>
        <translation>配達・返戻の記録</translation>
    </message>
    <message>
        <source>mail marked as done</source>
        <translation>郵便物の処理済み</translation>
    </message>
    <message>
        <source>new rulebook</source>
        <translation>新しい規程の適用</translation>
    </message>
    <message>
        <source>posting</source>
        <translation>発送の記録</translation>
    </message>
    <message>
        <source>proposal</source>
        <translation>起案</translation>
    </message>
    <message>
        <source>return of things held</source>
        <translation>返却の記録</translation>
    </message>
    <message>
        <source>verdict</source>
        <translation>判断</translation>
    </message>
    <message>
        <source>日本語</source>
        <translation>English</translation>
    </message>
    <message>
        <source>step of the inquiry</source>
        <translation>問合せの経過</translation>
    </message>
    <message>
        <source>change of who looks after it</source>
        <translation>担当の変更</translation>
    </message>
    <message>
        <source>what was noted of it</source>
        <translation>書き留めた内容</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>All passwords lost:</source>
        <translation>パスワードをすべて失った場合:</translation>
    </message>
    <message>
        <source>Check capital and small letters and type the password again.</source>
        <translation>大文字と小文字を確かめて、もう一度入力してください。</translation>
    </message>
    <message>
        <source>Choose your name and type your own password.</source>
        <translation>お名前を選び、ご自分のパスワードを入力してください。</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>暗い画面</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>明るい画面</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>パスワード</translation>
    </message>
    <message>
        <source>Password: {password}</source>
        <translation>パスワード: {password}</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>利用者</translation>
    </message>
    <message>
        <source>Person (↑ ↓)</source>
        <translation>利用者　↑ ↓ で選ぶ</translation>
    </message>
    <message>
        <source>Sample desk: everybody is invented</source>
        <translation>見本の窓口です。人はすべて架空です</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>窓口に入る</translation>
    </message>
    <message>
        <source>That did not match the password of {name}</source>
        <translation>直前の入力は {name} のパスワードと合いませんでした</translation>
    </message>
    <message numerus="yes">
        <source>The next try is possible in %n second(s).</source>
        <translation>
            <numerusform>次の入力までは%n秒空きます。</numerusform>
        </translation>
    </message>
    <message>
        <source>To go on, type your own password.</source>
        <translation>続けるには、ご自分のパスワードを入力してください。</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>ロックを解除</translation>
    </message>
    <message>
        <source>Use the recovery sheet</source>
        <translation>復旧シートで入り直す</translation>
    </message>
    <message>
        <source>There is no recovery sheet yet</source>
        <translation>復旧シートがまだありません</translation>
    </message>
    <message>
        <source>If every password is lost, nobody can open the desk. The officer signs in and prints one: Settings, Recovery sheets.</source>
        <translation>パスワードをすべて失うと、誰も窓口を開けません。個人情報保護管理者が入り、「設定」の「復旧シート」で印刷してください。</translation>
    </message>
    <message>
        <source>Last signed in</source>
        <translation>前回の利用者</translation>
    </message>
    <message>
        <source>Forgotten? The officer can give you a new one.</source>
        <translation>忘れたときは、個人情報保護管理者が付け直せます。</translation>
    </message>
</context>
<context>
    <name>SignerFields</name>
    <message>
        <source>Choose one.</source>
        <translation>一つ選んでください。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>パスワード</translation>
    </message>
    <message>
        <source>That is not this person's password. Nothing was done; type it again.</source>
        <translation>パスワードが、選んだ人のものと違います。何も行っていません。もう一度入れてください。</translation>
    </message>
    <message>
        <source>The person who signs types the password here.</source>
        <translation>承認する人がパスワードを入れてください。</translation>
    </message>
    <message>
        <source>The signature covers exactly what is listed, and its days.</source>
        <translation>選んだ請求と満了日に同意する署名です。</translation>
    </message>
    <message>
        <source>Who signs</source>
        <translation>承認する人</translation>
    </message>
</context>
<context>
    <name>Sorting</name>
    <message>
        <source>Sort by the column before</source>
        <translation>前の列で並べ替える</translation>
    </message>
    <message>
        <source>Sort by the next column</source>
        <translation>次の列で並べ替える</translation>
    </message>
    <message>
        <source>Turn the order round</source>
        <translation>並びを逆にする</translation>
    </message>
</context>
<context>
    <name>StampColumns</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>ほか%n種類</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n piece(s)</source>
        <translation>
            <numerusform>%n枚</numerusform>
        </translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>残高</translation>
    </message>
    <message>
        <source>Count without difference</source>
        <translation>差異なし</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>預かり</translation>
    </message>
    <message>
        <source>In/out</source>
        <translation>受払</translation>
    </message>
    <message>
        <source>Pieces</source>
        <translation>枚数</translation>
    </message>
    <message>
        <source>Stamps</source>
        <translation>内訳</translation>
    </message>
    <message>
        <source>Sum, yen</source>
        <translation>金額</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>本日</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>金額</translation>
    </message>
    <message>
        <source>What</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Yen</source>
        <translation>額面</translation>
    </message>
    <message>
        <source>count</source>
        <translation>棚卸</translation>
    </message>
    <message>
        <source>in</source>
        <translation>受入</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>振替</translation>
    </message>
    <message>
        <source>out</source>
        <translation>払出</translation>
    </message>
    <message>
        <source>{what}: taken back</source>
        <translation>{what}の取消し</translation>
    </message>
    <message>
        <source>Clerk</source>
        <translation>担当</translation>
    </message>
</context>
<context>
    <name>StampPad</name>
    <message>
        <source>Other value</source>
        <translation>その他の額面</translation>
    </message>
    <message>
        <source>Other value: type the digits</source>
        <translation>その他の額面: 数字を入力</translation>
    </message>
    <message>
        <source>Type a face value in yen, for example 62 or 84×10.</source>
        <translation>額面を円で入力してください。例 62、84×10</translation>
    </message>
    <message numerus="yes">
        <source>{value} yen, %n piece(s)</source>
        <translation>
            <numerusform>{value}円 %n枚</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StampPrinting</name>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Print the stamp book</source>
        <translation>切手受払簿を印刷</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存する</translation>
    </message>
    <message>
        <source>Save the stamp book</source>
        <translation>切手受払簿を保存</translation>
    </message>
    <message>
        <source>Save the stamp book as PDF</source>
        <translation>切手受払簿をPDFで保存</translation>
    </message>
    <message>
        <source>The journal says who let it go. No applicant's name is in it.</source>
        <translation>書き出した人は操作記録に残ります。請求者の氏名は入りません。</translation>
    </message>
    <message>
        <source>The stamp book is saved as a file.</source>
        <translation>切手受払簿をファイルに保存しました。</translation>
    </message>
</context>
<context>
    <name>StampQuestions</name>
    <message>
        <source>Add</source>
        <translation>加える</translation>
    </message>
    <message>
        <source>Begin the count anew</source>
        <translation>棚卸をやり直す</translation>
    </message>
    <message>
        <source>Bought stamps</source>
        <translation>購入した切手</translation>
    </message>
    <message>
        <source>Count another face value</source>
        <translation>ほかの額面を数える</translation>
    </message>
    <message>
        <source>Count the stamps that are the desk's own: they are its opening stock.</source>
        <translation>窓口の切手を数えて記入してください。これが最初の残高になります。</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>記入する</translation>
    </message>
    <message>
        <source>Enter bought stamps</source>
        <translation>購入を記入</translation>
    </message>
    <message>
        <source>Enter exchanged stamps</source>
        <translation>交換を記入</translation>
    </message>
    <message>
        <source>Enter spoilt stamps</source>
        <translation>使えなくなった切手を記入</translation>
    </message>
    <message>
        <source>Face value in yen</source>
        <translation>額面（円）</translation>
    </message>
    <message>
        <source>Finish the count</source>
        <translation>棚卸を確定</translation>
    </message>
    <message numerus="yes">
        <source>Finish the count of %n face value(s)</source>
        <translation>
            <numerusform>棚卸を確定: %n種類</numerusform>
        </translation>
    </message>
    <message>
        <source>Forget it</source>
        <translation>消してやり直す</translation>
    </message>
    <message>
        <source>Given away</source>
        <translation>渡した切手</translation>
    </message>
    <message>
        <source>Got for them</source>
        <translation>受け取った切手</translation>
    </message>
    <message>
        <source>It stands in no entry; what you count of it is a difference.</source>
        <translation>帳簿にない額面です。数えた枚数は差異になります。</translation>
    </message>
    <message>
        <source>Leave out what is held for applicants ({held}): it stands in the book already.</source>
        <translation>請求者からのお預かり（{held}）は、すでに記入されているので含めません。</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>備考</translation>
    </message>
    <message>
        <source>Note, for example the book until now</source>
        <translation>備考（例: これまでの受払簿から繰越）</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>始める</translation>
    </message>
    <message>
        <source>Open the stamp book</source>
        <translation>切手受払簿を始める</translation>
    </message>
    <message>
        <source>Spoilt stamps</source>
        <translation>使えなくなった切手</translation>
    </message>
    <message>
        <source>Take an entry back: {what}</source>
        <translation>記入を取り消す: {what}</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>取り消す</translation>
    </message>
    <message>
        <source>That person's password</source>
        <translation>立会人のパスワード</translation>
    </message>
    <message>
        <source>The count begins anew.</source>
        <translation>棚卸を最初から始めます。</translation>
    </message>
    <message>
        <source>The count differs: {values}, together {sum}.</source>
        <translation>帳簿と差があります: {values}、計{sum}。</translation>
    </message>
    <message>
        <source>The count stands in the book.</source>
        <translation>棚卸を記入しました。</translation>
    </message>
    <message>
        <source>The desk's own stamps</source>
        <translation>窓口の切手</translation>
    </message>
    <message>
        <source>The entry is taken back.</source>
        <translation>記入を取り消しました。</translation>
    </message>
    <message>
        <source>The entry of {day} stays; another one takes {sum} back.</source>
        <translation>{day}の記入は残り、{sum}を戻す記入を加えます。</translation>
    </message>
    <message>
        <source>The exchange stands in the book.</source>
        <translation>交換を記入しました。</translation>
    </message>
    <message>
        <source>The purchase stands in the book.</source>
        <translation>購入を記入しました。</translation>
    </message>
    <message>
        <source>The spoilt stamps stand in the book.</source>
        <translation>使えなくなった切手を記入しました。</translation>
    </message>
    <message>
        <source>The stamp book is open.</source>
        <translation>切手受払簿を始めました。</translation>
    </message>
    <message>
        <source>The witness types the password here. From now on the book says what was counted; nobody can undo it.</source>
        <translation>立会人がここでパスワードを入力します。帳簿は数えた枚数になり、元に戻せません。</translation>
    </message>
    <message>
        <source>They are the desk's own, and may pay postage at once.</source>
        <translation>窓口の切手になり、すぐ発送に使えます。</translation>
    </message>
    <message>
        <source>They leave the stock for good; nothing is got for them.</source>
        <translation>残高から除きます。代わりの切手は入りません。</translation>
    </message>
    <message>
        <source>Type how many there are.</source>
        <translation>枚数を入力してください。</translation>
    </message>
    <message>
        <source>What is got for less is the fee of the post office.</source>
        <translation>差額は郵便局の交換手数料です。</translation>
    </message>
    <message>
        <source>What was counted is what the book says.</source>
        <translation>数えた枚数は帳簿と一致しています。</translation>
    </message>
    <message>
        <source>What was typed into the count so far is forgotten.</source>
        <translation>これまでに入力した枚数、理由、処置を消します。</translation>
    </message>
    <message>
        <source>Where they were bought</source>
        <translation>購入先</translation>
    </message>
    <message>
        <source>Why they cannot be used</source>
        <translation>使えない理由（必須）</translation>
    </message>
    <message>
        <source>Witness</source>
        <translation>立会人</translation>
    </message>
</context>
<context>
    <name>StampsSection</name>
    <message>
        <source>Exact</source>
        <translation>過不足なし</translation>
    </message>
    <message>
        <source>Fee</source>
        <translation>手数料</translation>
    </message>
    <message>
        <source>No fee</source>
        <translation>手数料不要</translation>
    </message>
    <message>
        <source>Not allotted yet</source>
        <translation>割り当て待ち</translation>
    </message>
    <message>
        <source>Over by</source>
        <translation>超過</translation>
    </message>
    <message>
        <source>Short by</source>
        <translation>不足</translation>
    </message>
    <message>
        <source>The fee</source>
        <translation>手数料の計算</translation>
    </message>
    <message numerus="yes">
        <source>Usable stamps, %n piece(s)</source>
        <translation>
            <numerusform>使える切手 %n枚</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Usable, %n piece(s)</source>
        <translation>
            <numerusform>使えるもの %n件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StampsView</name>
    <message numerus="yes">
        <source>%n face value(s) are not counted yet.</source>
        <translation>
            <numerusform>%n種類がまだ数えられていません。</numerusform>
        </translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>残高</translation>
    </message>
    <message>
        <source>Begin the count anew</source>
        <translation>棚卸をやり直す</translation>
    </message>
    <message>
        <source>Bought</source>
        <translation>購入を記入</translation>
    </message>
    <message>
        <source>Choose an entry.</source>
        <translation>受払を選んでください。</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>棚卸</translation>
    </message>
    <message>
        <source>Count another face value</source>
        <translation>ほかの額面を数える</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>受払</translation>
    </message>
    <message>
        <source>Exchanged</source>
        <translation>交換を記入</translation>
    </message>
    <message>
        <source>Finish the count</source>
        <translation>棚卸を確定</translation>
    </message>
    <message>
        <source>Nobody else here may be the witness.</source>
        <translation>立会人になれる人がほかにいません。</translation>
    </message>
    <message>
        <source>Open the book</source>
        <translation>受払簿を始める</translation>
    </message>
    <message>
        <source>Open the envelope</source>
        <translation>封筒を開く</translation>
    </message>
    <message>
        <source>Parts of this page</source>
        <translation>この画面の部分</translation>
    </message>
    <message>
        <source>Print the book</source>
        <translation>受払簿を印刷</translation>
    </message>
    <message>
        <source>Save the book as PDF</source>
        <translation>受払簿をPDFで保存</translation>
    </message>
    <message>
        <source>Spoilt</source>
        <translation>使用不能を記入</translation>
    </message>
    <message>
        <source>Stamp book</source>
        <translation>切手受払簿</translation>
    </message>
    <message>
        <source>Take the entry back</source>
        <translation>記入を取り消す</translation>
    </message>
    <message>
        <source>The book is not open yet.</source>
        <translation>受払簿はまだ始まっていません。</translation>
    </message>
    <message>
        <source>The count under way is kept ({time}).</source>
        <translation>棚卸の途中を保存 {time}</translation>
    </message>
    <message>
        <source>The desk owns no stamps.</source>
        <translation>窓口の切手がありません。</translation>
    </message>
    <message>
        <source>This entry is about no application.</source>
        <translation>この記入に対応する請求はありません。</translation>
    </message>
    <message>
        <source>This entry is about several applications: {numbers}</source>
        <translation>この受払は、複数の請求にかかわります: {numbers}</translation>
    </message>
    <message>
        <source>Write what is done about it.</source>
        <translation>処置を書いてください。</translation>
    </message>
    <message>
        <source>Write why it differs.</source>
        <translation>差異の理由を書いてください。</translation>
    </message>
    <message>
        <source>enter what was bought</source>
        <translation>購入を記入</translation>
    </message>
    <message>
        <source>entries of the value</source>
        <translation>額面の受払</translation>
    </message>
    <message>
        <source>leave the count; it is kept</source>
        <translation>棚卸を離れる（途中は保存）</translation>
    </message>
    <message>
        <source>line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>narrow down</source>
        <translation>絞り込み</translation>
    </message>
    <message>
        <source>next face value</source>
        <translation>次の額面</translation>
    </message>
    <message>
        <source>open the application</source>
        <translation>請求を開く</translation>
    </message>
    <message>
        <source>print a month</source>
        <translation>月の印刷</translation>
    </message>
    <message>
        <source>Count the stock</source>
        <translation>棚卸をする</translation>
    </message>
</context>
<context>
    <name>StartScreens</name>
    <message>
        <source>Being made anew</source>
        <translation>画面を作り直しています</translation>
    </message>
</context>
<context>
    <name>StartupStopped</name>
    <message>
        <source>Choose another folder</source>
        <translation>別のフォルダーを選ぶ</translation>
    </message>
    <message>
        <source>Closed for a restore</source>
        <translation>復元のために閉じました</translation>
    </message>
    <message>
        <source>Closed; the result is at the right</source>
        <translation>閉じています。結果は右にあります。</translation>
    </message>
    <message>
        <source>Do what stands at the left under Next, then look again.</source>
        <translation>左の「次にすること」を行ってから、もう一度確かめてください。</translation>
    </message>
    <message>
        <source>Exit code</source>
        <translation>終了コード</translation>
    </message>
    <message>
        <source>Folder of the desk</source>
        <translation>窓口のフォルダー</translation>
    </message>
    <message>
        <source>Go on with the button at the right.</source>
        <translation>右のボタンで進んでください。</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>もう一度確かめる</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次にすること</translation>
    </message>
    <message>
        <source>Nobody sees applicants' data here. The exit code is for the log of whoever looks after this computer.</source>
        <translation>この画面に請求者の情報は出ません。終了コードは、このコンピューターを管理する人のためのものです。</translation>
    </message>
    <message>
        <source>Nothing was changed yet.</source>
        <translation>まだ何も変えていません。</translation>
    </message>
    <message>
        <source>Repair the database</source>
        <translation>データベースを修復する</translation>
    </message>
    <message>
        <source>Restore the backup, or go back to sign in as before.</source>
        <translation>バックアップを復元するか、戻って元のまま入り直してください。</translation>
    </message>
    <message>
        <source>Restore the newest good backup</source>
        <translation>最新の正しいバックアップから復元する</translation>
    </message>
    <message>
        <source>Safe</source>
        <translation>守られているもの</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>The desk is closed</source>
        <translation>窓口は閉じています</translation>
    </message>
    <message>
        <source>The desk was not opened</source>
        <translation>窓口を開けませんでした</translation>
    </message>
    <message>
        <source>The file of before is kept in the folder of the desk.</source>
        <translation>元のファイルは、窓口のフォルダーに残しています。</translation>
    </message>
    <message>
        <source>The file that was there is as it was.</source>
        <translation>元のファイルはそのままです。</translation>
    </message>
    <message>
        <source>The first button is the way to begin with. Repair and restore are done by an officer, and keep the file that is there.</source>
        <translation>上のボタンから順に試してください。修復と復元は個人情報保護管理者が行い、今のファイルは残します。</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>起きたこと</translation>
    </message>
    <message>
        <source>What the program can do</source>
        <translation>プログラムでできること</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
</context>
<context>
    <name>StepsFrame</name>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Backup folder</source>
        <translation>バックアップ先</translation>
    </message>
    <message>
        <source>Begin a desk</source>
        <translation>窓口を始める</translation>
    </message>
    <message>
        <source>Check and begin</source>
        <translation>確かめて始める</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>後で</translation>
    </message>
    <message>
        <source>Names, address, officer</source>
        <translation>名称、所在地、保護管理者</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>次へ</translation>
    </message>
    <message>
        <source>Officer and supervisor</source>
        <translation>保護管理者と管理者</translation>
    </message>
    <message>
        <source>Printed, and into the safe</source>
        <translation>印刷して金庫へ</translation>
    </message>
    <message>
        <source>Recovery sheet</source>
        <translation>復旧シート</translation>
    </message>
    <message>
        <source>Sample or real</source>
        <translation>見本か本番か</translation>
    </message>
    <message>
        <source>Second disk or shared folder</source>
        <translation>別のディスクか共有フォルダー</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>手順</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>Takes about three minutes</source>
        <translation>3分ほどで終わります</translation>
    </message>
    <message>
        <source>The desk</source>
        <translation>窓口の情報</translation>
    </message>
    <message>
        <source>The first backup, compared</source>
        <translation>最初のバックアップと確認</translation>
    </message>
    <message>
        <source>The first two people</source>
        <translation>最初の二人</translation>
    </message>
    <message>
        <source>What kind of desk</source>
        <translation>どちらの窓口にするか</translation>
    </message>
    <message>
        <source>日本語</source>
        <translation>English</translation>
    </message>
</context>
<context>
    <name>StoppedLetters</name>
    <message numerus="yes">
        <source>%n letter(s) stay: why stands beside each.</source>
        <translation>
            <numerusform>%n通は送っていません。理由は一覧に出ています。</numerusform>
        </translation>
    </message>
    <message>
        <source>approve again</source>
        <translation>再承認待ち</translation>
    </message>
    <message>
        <source>cannot go</source>
        <translation>差し出せません</translation>
    </message>
    <message>
        <source>supervisor first</source>
        <translation>管理者の判断待ち</translation>
    </message>
    <message>
        <source>withdrawal waits</source>
        <translation>取下げ確認待ち</translation>
    </message>
    <message>
        <source>withdrawn</source>
        <translation>取下げ済み</translation>
    </message>
    <message>
        <source>write anew</source>
        <translation>書き直し</translation>
    </message>
</context>
<context>
    <name>SupplementSection</name>
    <message>
        <source>Address</source>
        <translation>新しい住所</translation>
    </message>
    <message>
        <source>Asked for on the form</source>
        <translation>請求書に記入または書き直しを求めるもの</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>候補</translation>
    </message>
    <message>
        <source>Once this is saved, “{verb}” on the application enters what has come.</source>
        <translation>届いた記入や書き直しは、保存したあと、請求の画面の「{verb}」で写します。</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>郵便番号</translation>
    </message>
    <message>
        <source>Receipt no. or name</source>
        <translation>番号・氏名</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>署名</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>署名者</translation>
    </message>
    <message>
        <source>Whose address</source>
        <translation>だれの住所か</translation>
    </message>
    <message>
        <source>Withdraws</source>
        <translation>取下げ</translation>
    </message>
    <message>
        <source>Written on</source>
        <translation>書面の日</translation>
    </message>
    <message>
        <source>of the withdrawal before</source>
        <translation>前に届いた取下げの書面のもの</translation>
    </message>
    <message>
        <source>signed</source>
        <translation>あり</translation>
    </message>
    <message>
        <source>{name} (proxy)</source>
        <translation>{name}（代理人）</translation>
    </message>
</context>
<context>
    <name>TaskPage</name>
    <message>
        <source>* must be filled in</source>
        <translation>* は必ず入力します</translation>
    </message>
    <message>
        <source>A password has at least 12 characters.</source>
        <translation>パスワードは12文字以上にしてください。</translation>
    </message>
    <message>
        <source>A password must not be made of a name of the desk or of the person.</source>
        <translation>窓口や本人の名前から作ったパスワードは使えません。</translation>
    </message>
    <message>
        <source>A postal code has seven digits.</source>
        <translation>郵便番号は7桁です。</translation>
    </message>
    <message>
        <source>A web page begins with https:// and has no spaces.</source>
        <translation>ウェブページは https:// から、空白を入れずに入れてください。</translation>
    </message>
    <message>
        <source>Somebody has this name already.</source>
        <translation>同じ名前の人がいます。</translation>
    </message>
    <message>
        <source>The two passwords differ. Type it again.</source>
        <translation>2つのパスワードが違います。もう一度入力してください。</translation>
    </message>
    <message>
        <source>This is needed.</source>
        <translation>入力してください。</translation>
    </message>
    <message>
        <source>This password is easily guessed. Choose another.</source>
        <translation>推測されやすいパスワードです。別のものにしてください。</translation>
    </message>
    <message>
        <source>must be filled in</source>
        <translation>必須</translation>
    </message>
</context>
<context>
    <name>Today</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s) sent to the printer.</source>
        <translation>
            <numerusform>%n通をプリンターに送りました。</numerusform>
        </translation>
    </message>
    <message>
        <source>Confirm the lapse of the chosen</source>
        <translation>選んだ請求のみなしを確認する</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>絞り込み</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>仕事の区分</translation>
    </message>
    <message>
        <source>List</source>
        <translation>一覧</translation>
    </message>
    <message>
        <source>Log mail</source>
        <translation>郵便物を受け付ける</translation>
    </message>
    <message>
        <source>Nothing in this group matches.</source>
        <translation>この区分に、条件に合うものはありません。</translation>
    </message>
    <message>
        <source>Open by number</source>
        <translation>番号・バーコードで開く</translation>
    </message>
    <message>
        <source>Parts of this page</source>
        <translation>この画面の部分</translation>
    </message>
    <message>
        <source>Post the chosen</source>
        <translation>選んだ文書を発送する</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Print the chosen</source>
        <translation>選んだ文書を印刷する</translation>
    </message>
    <message>
        <source>Today's work</source>
        <translation>今日の仕事</translation>
    </message>
    <message>
        <source>What waits in the group</source>
        <translation>区分の中身</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>選ぶ</translation>
    </message>
    <message>
        <source>choose several</source>
        <translation>複数を選ぶ</translation>
    </message>
    <message>
        <source>log mail</source>
        <translation>郵便物を受け付ける</translation>
    </message>
    <message>
        <source>next part</source>
        <translation>次の区画</translation>
    </message>
    <message>
        <source>open</source>
        <translation>開く</translation>
    </message>
    <message>
        <source>{group}: nothing waits here.</source>
        <translation>{group}はありません。</translation>
    </message>
    <message>
        <source>Mine only</source>
        <translation>自分の担当だけ</translation>
    </message>
    <message>
        <source>Do what comes next</source>
        <translation>次の手順へ</translation>
    </message>
    <message>
        <source>{group}: no application.</source>
        <translation>「{group}」に請求はありません。</translation>
    </message>
    <message>
        <source>Go to Disposal</source>
        <translation>廃棄の画面へ</translation>
    </message>
    <message numerus="yes">
        <source>%n inquiry or record of provision too is due for disposal.</source>
        <translation>
            <numerusform>ほかに、問合せか提供記録が%n件、廃棄の時期です。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n empty group(s)</source>
        <translation>
            <numerusform>ほか%n項目は0件</numerusform>
        </translation>
    </message>
    <message>
        <source>Log a supplement</source>
        <translation>補正書類を受け付ける</translation>
    </message>
    <message>
        <source>Log it</source>
        <translation>受け付ける</translation>
    </message>
    <message>
        <source>Log it as an inquiry</source>
        <translation>問合せとして受け付ける</translation>
    </message>
    <message>
        <source>Open the inquiry</source>
        <translation>問合せを開く</translation>
    </message>
    <message>
        <source>Open the letter</source>
        <translation>通知書を開く</translation>
    </message>
    <message>
        <source>Open in Disposal</source>
        <translation>廃棄の画面で開く</translation>
    </message>
    <message>
        <source>Open the application</source>
        <translation>請求を開く</translation>
    </message>
    <message>
        <source>You: {absence}. Back? Application, More, Absence.</source>
        <translation>あなたは{absence}。戻ったら、請求の「その他」で終えます。</translation>
    </message>
    <message>
        <source>Open in Post</source>
        <translation>発送の画面を開く</translation>
    </message>
</context>
<context>
    <name>Troubles</name>
    <message>
        <source>Print again</source>
        <translation>もう一度印刷</translation>
    </message>
    <message>
        <source>The server can be reached again: saving goes on.</source>
        <translation>サーバーにつながりました。保存できます。</translation>
    </message>
    <message>
        <source>{who} is saving just now; your save comes next.</source>
        <translation>{who}さんが保存しています。終わりしだい保存します。</translation>
    </message>
</context>
<context>
    <name>UsersPage</name>
    <message>
        <source>Approves what another proposed; signs the wording of letters.</source>
        <translation>ほかの人の起案の承認、文面の確認</translation>
    </message>
    <message>
        <source>Auditor</source>
        <translation>監査担当</translation>
    </message>
    <message>
        <source>Clerk</source>
        <translation>担当者</translation>
    </message>
    <message>
        <source>Give an officer a new password, or add one; then sign in with it. Print a new recovery sheet after that.</source>
        <translation>個人情報保護管理者のパスワードを付け直すか、新しく追加し、そのパスワードで入り直してください。そのあと新しい復旧シートを印刷します。</translation>
    </message>
    <message>
        <source>Logs mail, checks, writes and posts.</source>
        <translation>郵便物の受付、確認、通知書の作成、発送</translation>
    </message>
    <message>
        <source>Looks after people, keys, backups and the rulebook.</source>
        <translation>利用者、鍵、バックアップ、規程の管理</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>Officer</source>
        <translation>個人情報保護管理者</translation>
    </message>
    <message>
        <source>Roles</source>
        <translation>役割</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Supervisor</source>
        <translation>管理者</translation>
    </message>
    <message>
        <source>The recovery sheet let you in</source>
        <translation>復旧シートの鍵で入りました</translation>
    </message>
    <message>
        <source>What each role may do</source>
        <translation>役割ごとにできること</translation>
    </message>
    <message>
        <source>not confirmed yet</source>
        <translation>本人の確認がまだです</translation>
    </message>
    <message>
        <source>you: changed by another person only</source>
        <translation>ご自身（ご自分では変更できません）</translation>
    </message>
    <message>
        <source>People</source>
        <translation>利用者</translation>
    </message>
    <message>
        <source>Reads the journal, the registers and ledgers, and the figures alone.</source>
        <translation>操作記録・台帳・報告の閲覧だけ</translation>
    </message>
</context>
<context>
    <name>ValueEditor</name>
    <message>
        <source>Change it</source>
        <translation>変更する</translation>
    </message>
    <message>
        <source>Choose a value in the list, or add a closing.</source>
        <translation>一覧から項目を選ぶか、休業日を加えてください。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>適用日</translation>
    </message>
    <message>
        <source>From which day it says what</source>
        <translation>適用日ごとの内容</translation>
    </message>
    <message>
        <source>New closing days</source>
        <translation>新しい休業日</translation>
    </message>
    <message>
        <source>Says</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>It holds once a second person approves it, from the day you give</source>
        <translation>二人目が承認すると、指定した日から使います</translation>
    </message>
    <message>
        <source>Today at the earliest. What is logged already stays as it is.</source>
        <translation>早くて今日からです。受付済みの請求は変わりません。</translation>
    </message>
</context>
<context>
    <name>ValueWords</name>
    <message numerus="yes">
        <source>%n open application(s) would change</source>
        <translation>
            <numerusform>受付中の請求のうち%n件が変わります</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) say something else</source>
        <translation>
            <numerusform>%n個の項目が変わります</numerusform>
        </translation>
    </message>
    <message>
        <source>Applies since</source>
        <translation>適用日</translation>
    </message>
    <message>
        <source>Both put it in force</source>
        <translation>二人で使い始める</translation>
    </message>
    <message>
        <source>Change: {name}</source>
        <translation>変更：{name}</translation>
    </message>
    <message>
        <source>Changed: {name}</source>
        <translation>{name}を変更しました。</translation>
    </message>
    <message>
        <source>Days on which this desk alone is closed</source>
        <translation>この窓口だけが休む日</translation>
    </message>
    <message>
        <source>Effective from</source>
        <translation>使い始める日</translation>
    </message>
    <message>
        <source>From {day} on</source>
        <translation>{day}から</translation>
    </message>
    <message>
        <source>From {day} on already: {says}</source>
        <translation>{day}からの変更：{says}</translation>
    </message>
    <message>
        <source>On these days the desk is open again, for what is logged from now on.</source>
        <translation>これから受け付ける請求では、この日も業務日に戻ります。</translation>
    </message>
    <message>
        <source>Published on</source>
        <translation>変更を公表した日</translation>
    </message>
    <message>
        <source>Put {file} in force</source>
        <translation>{file} を使い始める</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>変える理由</translation>
    </message>
    <message>
        <source>Rests on</source>
        <translation>根拠</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存する</translation>
    </message>
    <message>
        <source>Save the rulebook</source>
        <translation>規程を保存する</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>{file} に保存しました。</translation>
    </message>
    <message>
        <source>Take away: {name}</source>
        <translation>取りやめ：{name}</translation>
    </message>
    <message>
        <source>The rulebook of the file is in force.</source>
        <translation>ファイルの規程を使い始めました。</translation>
    </message>
    <message>
        <source>What is logged already stays under the rulebook it was logged with. Two people sign version {version}; the journal says who, and which value.</source>
        <translation>受付済みの請求は、受け付けたときの規程のままです。二人が版 {version} に署名し、誰がどの項目を変えたかが操作記録に残ります。</translation>
    </message>
    <message>
        <source>What is logged from now on stands under it; what is logged already stays under its own until each is confirmed. Two people sign the file byte by byte.</source>
        <translation>これから受け付ける請求に適用します。受付済みの請求は、1件ずつ確認するまで前の規程のままです。二人の署名は、ファイルの一字一句に付きます。</translation>
    </message>
    <message>
        <source>holds today</source>
        <translation>現在</translation>
    </message>
    <message>
        <source>to come</source>
        <translation>予定</translation>
    </message>
    <message>
        <source>until then</source>
        <translation>以前</translation>
    </message>
    <message>
        <source>{field}: {before} → {after}</source>
        <translation>{field}：{before} → {after}</translation>
    </message>
    <message>
        <source>{right}, if different</source>
        <translation>{right}だけの額</translation>
    </message>
    <message>
        <source>as above where empty</source>
        <translation>空欄なら上の額</translation>
    </message>
</context>
<context>
    <name>ValuesPage</name>
    <message>
        <source>Add closing days</source>
        <translation>休業日を加える</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>変える</translation>
    </message>
    <message>
        <source>Find a value</source>
        <translation>項目を探す</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>記入</translation>
    </message>
    <message>
        <source>In force today. What the law itself decides is not listed: nobody changes it here.</source>
        <translation>今日使っている規程です。法律で決まっていることは変えられないため、ここには出ません。</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>使わない</translation>
    </message>
    <message>
        <source>No value says that.</source>
        <translation>その言葉のある項目はありません。</translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>ファイルを読み込む</translation>
    </message>
    <message>
        <source>Parts of this page</source>
        <translation>この画面の各部</translation>
    </message>
    <message>
        <source>Put in force</source>
        <translation>使い始める</translation>
    </message>
    <message>
        <source>Remove closing days</source>
        <translation>休業日を取りやめる</translation>
    </message>
    <message>
        <source>Save to a file</source>
        <translation>ファイルに保存</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>適用日</translation>
    </message>
    <message>
        <source>The journal says who let it go. Nobody's data are in it.</source>
        <translation>誰が書き出したかは操作記録に残ります。個人の情報は入っていません。</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今の定め</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>What the rulebook says</source>
        <translation>規程の内容</translation>
    </message>
    <message>
        <source>search</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Confirm the change</source>
        <translation>変更を確かめる</translation>
    </message>
    <message>
        <source>Leave the change</source>
        <translation>変更をやめる</translation>
    </message>
</context>
<context>
    <name>VerdictPanel</name>
    <message>
        <source>A name or an address that was read from a paper stands here as soon as it is typed, and what a department has registered as soon as it answers.</source>
        <translation>書類の氏名や住所は入力すると、部署の登録情報は回答が届くと、ここに並びます。</translation>
    </message>
    <message>
        <source>A namesake's record: it is not the principal's</source>
        <translation>同姓同名の方の登録です。本人の登録ではありません</translation>
    </message>
    <message>
        <source>A person looks at the paper and decides.</source>
        <translation>人が書類を見て判断します。</translation>
    </message>
    <message>
        <source>Another person, a supervisor, confirms it</source>
        <translation>聞いた人とは別の管理者が確認する</translation>
    </message>
    <message>
        <source>Asked already</source>
        <translation>もう聞いています</translation>
    </message>
    <message>
        <source>By the rules this record stands in no way.</source>
        <translation>規程のうえで、この登録は妨げになりません。</translation>
    </message>
    <message>
        <source>Compared: {one} and {other}. A paper shows what was before.</source>
        <translation>「{one}」と「{other}」を比べました。以前の記載は書類が示しています。</translation>
    </message>
    <message>
        <source>Form and {sources} agree.</source>
        <translation>請求書と{sources}は一致しています。</translation>
    </message>
    <message>
        <source>Identity is not shown. First it goes into a notice; only if it is not cured by the due date does it become a ground.</source>
        <translation>本人確認は「示されていない」になります。まず不備として書類を求め、補正の期限までに示されないときに限り、断る理由になります。</translation>
    </message>
    <message>
        <source>Identity is shown by the papers that count.</source>
        <translation>本人確認は、使える書類で示されています。</translation>
    </message>
    <message>
        <source>It counts as the same, and the finding is closed. Both names stand in the journal. A letter prints what the paper says.</source>
        <translation>同じものとして数え、所見は閉じます。二人の名は操作記録に残ります。通知書には書面のとおりに印字します。</translation>
    </message>
    <message>
        <source>It is another name</source>
        <translation>別の氏名です</translation>
    </message>
    <message>
        <source>It may be another place</source>
        <translation>別の場所かもしれません</translation>
    </message>
    <message>
        <source>It stands so already</source>
        <translation>いまの結果です</translation>
    </message>
    <message>
        <source>It waits for a supervisor who is another person, and does not count until then. A letter prints what the paper says. A later correction ends it.</source>
        <translation>別の管理者の確認を待ち、それまでは数えません。通知書には書面のとおりに印字します。あとで訂正すると、この判断は終わります。</translation>
    </message>
    <message>
        <source>Not the same: {fields}. It is dealt with on the application</source>
        <translation>{fields}が違います。請求で対応します</translation>
    </message>
    <message>
        <source>Not the same: {parts}</source>
        <translation>{parts}が違います</translation>
    </message>
    <message>
        <source>Nothing stands beside the form</source>
        <translation>請求書と比べるものがまだありません</translation>
    </message>
    <message>
        <source>Nothing to compare yet</source>
        <translation>これから比べるもの</translation>
    </message>
    <message>
        <source>On one side only: {parts}</source>
        <translation>{parts}が一方にだけあります</translation>
    </message>
    <message>
        <source>Once a supervisor is asked</source>
        <translation>管理者に聞いたあと選べます</translation>
    </message>
    <message>
        <source>Papers that explain it are asked for (notice)</source>
        <translation>経緯のわかる書類を求める(不備のお知らせ)</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Reason (needed)</source>
        <translation>理由（必須）</translation>
    </message>
    <message>
        <source>The notice says that something does not agree, not what.</source>
        <translation>不備のお知らせでは、一致しないことだけを伝え、登録の内容は書きません。</translation>
    </message>
    <message>
        <source>The two are written differently</source>
        <translation>書き方が違います</translation>
    </message>
    <message>
        <source>The two differ</source>
        <translation>違うため選べません</translation>
    </message>
    <message>
        <source>The two do not agree</source>
        <translation>二つは一致しません</translation>
    </message>
    <message>
        <source>The two say the same</source>
        <translation>二つは同じです</translation>
    </message>
    <message>
        <source>They differ, and count as the same: two people said so</source>
        <translation>違いますが、二人の判断で同じものとして扱います</translation>
    </message>
    <message>
        <source>They differ, and one person called them the same</source>
        <translation>違いますが、一人が同じと判断しています</translation>
    </message>
    <message>
        <source>This difference holds nothing up</source>
        <translation>この違いは差し支えありません</translation>
    </message>
    <message>
        <source>This paper counts, and the finding is closed.</source>
        <translation>この書類を確認に使い、要判断を閉じます。</translation>
    </message>
    <message>
        <source>Unless other papers show it, the notice asks for one that does.</source>
        <translation>示す書類がなければ、不備のお知らせで求めます。</translation>
    </message>
    <message>
        <source>What was typed wrongly is corrected on the application.</source>
        <translation>入力の誤りなら、請求の画面で訂正します。</translation>
    </message>
    <message>
        <source>Where the two differ</source>
        <translation>違うときに選べます</translation>
    </message>
    <message>
        <source>Who judged, when and why is kept with the application and in the journal.</source>
        <translation>判断した人と時刻、理由を請求と操作記録に残します。</translation>
    </message>
    <message>
        <source>Record the verdict “{verdict}”</source>
        <translation>「{verdict}」と記録します</translation>
    </message>
    <message>
        <source>Written differently: no verdict is asked for</source>
        <translation>書き方が違います。判断は求めていません</translation>
    </message>
    <message>
        <source>{field}: form and {source}</source>
        <translation>{field}: 請求書と{source}</translation>
    </message>
    <message>
        <source>{former} is in {today} since {day}.</source>
        <translation>{former}は、{day}から{today}です。</translation>
    </message>
    <message>
        <source>{part}: “{one}” and “{other}” differ</source>
        <translation>{part}が「{one}」と「{other}」で違います</translation>
    </message>
    <message>
        <source>{ruling}, judged by {name} on {day}. {reason}</source>
        <translation>{ruling}（{name} {day}）{reason}</translation>
    </message>
    <message>
        <source>“{one}” and “{other}” are other signs: another name</source>
        <translation>「{one}」と「{other}」は別の字です</translation>
    </message>
    <message>
        <source>“{one}” and “{other}” are written differently</source>
        <translation>「{one}」と「{other}」の書き方が違います</translation>
    </message>
    <message>
        <source>Next on the application: {what}</source>
        <translation>請求で次にすること: {what}</translation>
    </message>
    <message>
        <source>Nothing is left to judge here</source>
        <translation>ここで判断するものは残っていません</translation>
    </message>
    <message numerus="yes">
        <source>%n still to judge: {key} leads to the next</source>
        <translation>
            <numerusform>判断が残り%n件あります。{key}で次へ移ります</numerusform>
        </translation>
    </message>
    <message>
        <source>The same person or place: this paper counts</source>
        <translation>書き方の違いで指す先は同じ。この書類を使います</translation>
    </message>
    <message>
        <source>One all the same: with a reason, a supervisor confirms it</source>
        <translation>市町村の合併や通称など。理由を書き、管理者が確認</translation>
    </message>
    <message>
        <source>Reason (needed for {number})</source>
        <translation>理由（{number}では必須）</translation>
    </message>
    <message>
        <source>Reason (may be left blank)</source>
        <translation>理由（任意）</translation>
    </message>
    <message>
        <source>Judge “{what}”: choose {verdicts}, then record it</source>
        <translation>{what}を見比べ、{verdicts}を選んで記録します</translation>
    </message>
    <message>
        <source> or </source>
        <translation>か</translation>
    </message>
    <message>
        <source>What follows from each stands on it.</source>
        <translation>選ぶとどうなるかは、それぞれの選択肢に書いてあります。</translation>
    </message>
    <message>
        <source>“{verdict}”</source>
        <translation>「{verdict}」</translation>
    </message>
    <message>
        <source>Spelled differently: 2 says so</source>
        <translation>書き方が違うときは2を選びます</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Personal Information Handling Desk</source>
        <translation>個人情報お問い合わせ窓口</translation>
    </message>
</context>
<context>
    <name>WordingEditor</name>
    <message>
        <source>English</source>
        <translation>英語</translation>
    </message>
    <message>
        <source>Japanese</source>
        <translation>日本語</translation>
    </message>
    <message>
        <source>Letters dated from</source>
        <translation>使い始める日（文書の日付）</translation>
    </message>
    <message>
        <source>Until now: {text}</source>
        <translation>これまで: {text}</translation>
    </message>
    <message>
        <source>{…} stands for a value of the letter. What stands in [ ] is said only where it applies, and after | where not.</source>
        <translation>{…} には文書ごとの値が入ります。[ ] の中は当てはまるときだけ、| の後は当てはまらないときに印刷されます。</translation>
    </message>
    <message>
        <source>To be said</source>
        <translation>これからの文</translation>
    </message>
    <message>
        <source>In 〔 〕 stands a value of the letter, in 〈 〉 what is said only where it applies.</source>
        <translation>〔 〕には文書ごとの値が入ります。〈 〉は、当てはまるときだけ印刷されます。</translation>
    </message>
    <message>
        <source>When its parts are printed</source>
        <translation>それぞれの言葉が印刷されるとき</translation>
    </message>
    <message>
        <source>Show the words in {language} too</source>
        <translation>{language}の文も見る</translation>
    </message>
</context>
<context>
    <name>WordingLetters</name>
    <message>
        <source>Letter with invented facts</source>
        <translation>架空の内容の文書</translation>
    </message>
    <message>
        <source>Stopped. {key} looks for the letters again.</source>
        <translation>中止しました。{key}で通知書をもう一度探します。</translation>
    </message>
    <message>
        <source>The letter with the words as they are written</source>
        <translation>書いた文面での文書</translation>
    </message>
    <message>
        <source>The letters that say the chosen sentence stand here.</source>
        <translation>選んだ文のある文書を、ここに示します。</translation>
    </message>
    <message>
        <source>On the letter</source>
        <translation>この文のある文書</translation>
    </message>
</context>
<context>
    <name>WordingPage</name>
    <message>
        <source>Approve</source>
        <translation>承認</translation>
    </message>
    <message>
        <source>Find a sentence</source>
        <translation>文を検索</translation>
    </message>
    <message>
        <source>No sentence says that.</source>
        <translation>該当する文はありません。</translation>
    </message>
    <message>
        <source>Original wording</source>
        <translation>元の文に戻す</translation>
    </message>
    <message>
        <source>Parts of this page</source>
        <translation>この画面の各部</translation>
    </message>
    <message>
        <source>Propose</source>
        <translation>提案</translation>
    </message>
    <message>
        <source>Sentence</source>
        <translation>文</translation>
    </message>
    <message>
        <source>Sentences</source>
        <translation>文の一覧</translation>
    </message>
    <message>
        <source>Sentences of the letters</source>
        <translation>文書の文</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>取り下げる</translation>
    </message>
    <message>
        <source>Return it to the proposer</source>
        <translation>差し戻す</translation>
    </message>
    <message>
        <source>The change went back to its proposer.</source>
        <translation>変更を差し戻しました。</translation>
    </message>
    <message>
        <source>The change is taken back.</source>
        <translation>変更を取り下げました。</translation>
    </message>
    <message>
        <source>The change waits for another supervisor.</source>
        <translation>変更を提案しました。別の管理者の承認を待ちます。</translation>
    </message>
    <message>
        <source>search</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Write other words first.</source>
        <translation>先に文面を書き換えてください。</translation>
    </message>
    <message>
        <source>Mend first what is told below the words.</source>
        <translation>文面の下に示した点を先に直してください。</translation>
    </message>
    <message>
        <source>The letters with these words are being drawn.</source>
        <translation>この文面の通知書を描いています。</translation>
    </message>
    <message>
        <source>Change the sentence</source>
        <translation>この文を変える</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>やめる</translation>
    </message>
    <message>
        <source>Words and letter</source>
        <translation>文と文書</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>文書</translation>
    </message>
    <message>
        <source>All letters</source>
        <translation>すべての文書</translation>
    </message>
</context>
<context>
    <name>WordingWords</name>
    <message>
        <source>Approve</source>
        <translation>承認</translation>
    </message>
    <message>
        <source>Approve the words of {letter}</source>
        <translation>{letter}の文面を承認</translation>
    </message>
    <message>
        <source>Approved: said from {day}</source>
        <translation>承認済み: {day}から使います</translation>
    </message>
    <message>
        <source>Before: {before}
After: {after}</source>
        <translation>前: {before}
後: {after}</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>変更済み</translation>
    </message>
    <message>
        <source>Changes on {day}</source>
        <translation>{day}から変更</translation>
    </message>
    <message>
        <source>Decides: stays</source>
        <translation>変更できない文</translation>
    </message>
    <message>
        <source>In several letters</source>
        <translation>複数の文書に共通の文</translation>
    </message>
    <message>
        <source>It is to be said from {day}.</source>
        <translation>{day}から使う予定です。</translation>
    </message>
    <message>
        <source>It is to be said from {day}. Look at it on the letters first.</source>
        <translation>{day}から使う予定です。先に文書で確かめてください。</translation>
    </message>
    <message>
        <source>Its letters are stopped. Propose it anew, or take the change back.</source>
        <translation>この文のある文書は作れません。提案し直すか、変更を取り下げてください。</translation>
    </message>
    <message>
        <source>Letters dated {day} or later say it. What was issued stays.</source>
        <translation>{day}以後の日付の文書から使います。発行済みの文書は変わりません。</translation>
    </message>
    <message>
        <source>Several</source>
        <translation>共通</translation>
    </message>
    <message>
        <source>The law, the policy or the reader depends on these very words.</source>
        <translation>法令、公表した方針、または読む方の判断がこの文言によるためです。</translation>
    </message>
    <message>
        <source>The program words this sentence otherwise now</source>
        <translation>プログラムの更新により、元の文が変わりました</translation>
    </message>
    <message>
        <source>The program's sentence changed: its letters are stopped</source>
        <translation>元の文が変わり、文書を作れません</translation>
    </message>
    <message>
        <source>The words are approved.</source>
        <translation>文面を承認しました。</translation>
    </message>
    <message>
        <source>This sentence decides</source>
        <translation>この文は、変更できません</translation>
    </message>
    <message>
        <source>Until then it can be taken back.</source>
        <translation>その日までは、取り下げることができます。</translation>
    </message>
    <message>
        <source>Waits for approval</source>
        <translation>承認待ち</translation>
    </message>
    <message>
        <source>Your change waits for another supervisor</source>
        <translation>あなたの変更は、別の管理者の承認を待っています</translation>
    </message>
    <message>
        <source>{letter} {number} of {count}</source>
        <translation>{letter} {number}／{count}</translation>
    </message>
    <message>
        <source>{name} proposes this change</source>
        <translation>{name}さんが変更を提案しています</translation>
    </message>
    <message>
        <source>filled in for each letter</source>
        <translation>文書ごとの値（日付、番号など）が入ります</translation>
    </message>
    <message>
        <source>“{words}”: {when}</source>
        <translation>「{words}」：{when}</translation>
    </message>
    <message>
        <source>in a frame</source>
        <translation>枠の言葉</translation>
    </message>
    <message>
        <source>tinted</source>
        <translation>色の付いた言葉</translation>
    </message>
    <message>
        <source>printed only where it applies</source>
        <translation>当てはまるときだけ印刷されます</translation>
    </message>
    <message>
        <source>what stands before or after is printed</source>
        <translation>前後のどれか1つが印刷されます</translation>
    </message>
    <message>
        <source>English letters only</source>
        <translation>英語の通知書だけにある文</translation>
    </message>
    <message>
        <source>Japanese letters only</source>
        <translation>日本語の通知書だけにある文</translation>
    </message>
</context>
<context>
    <name>WorkPreview</name>
    <message>
        <source>About what is chosen</source>
        <translation>選んだものの内容</translation>
    </message>
    <message>
        <source>Awaited: {what}</source>
        <translation>待っているもの: {what}</translation>
    </message>
    <message>
        <source>Not seen; this is no ground</source>
        <translation>なし（不備にはなりません）</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>受付番号</translation>
    </message>
    <message>
        <source>Red mark</source>
        <translation>朱書き</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>あり</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>経過</translation>
    </message>
    <message>
        <source>{number}, arrived {day}</source>
        <translation>{number} {day}到着</translation>
    </message>
    <message>
        <source>{rights} (by the principal)</source>
        <translation>{rights}（本人からの請求）</translation>
    </message>
    <message>
        <source>{rights} (proxy: {proxy})</source>
        <translation>{rights}（代理人: {proxy}）</translation>
    </message>
    <message>
        <source>A report on a suspected leak is due</source>
        <translation>漏えい等の疑いについて報告の期限があります</translation>
    </message>
    <message>
        <source>Name unknown</source>
        <translation>氏名不明</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>受付</translation>
    </message>
    <message>
        <source>How it came</source>
        <translation>経路</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>内容を確かめます</translation>
    </message>
    <message>
        <source>It goes back with the letter that names it</source>
        <translation>これを記した文書に同封して返します</translation>
    </message>
    <message>
        <source>{name}, {number}</source>
        <translation>{name}様 {number}</translation>
    </message>
    <message>
        <source>{of}: {what}</source>
        <translation>{of}: {what}</translation>
    </message>
    <message>
        <source>{name}: {day}, over.</source>
        <translation>{name}：{day}を過ぎています。</translation>
    </message>
    <message>
        <source>{name}: {day}.</source>
        <translation>{name}：{day}。</translation>
    </message>
    <message>
        <source>Postmark</source>
        <translation>消印</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>サービス</translation>
    </message>
    <message>
        <source>Principal</source>
        <translation>本人</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住所</translation>
    </message>
    <message>
        <source>Post “{letter}” {number} to {name}</source>
        <translation>{name}様あての{letter}（{number}）を発送します</translation>
    </message>
    <message>
        <source>Print “{letter}” {number} to {name}</source>
        <translation>{name}様あての{letter}（{number}）を印刷します</translation>
    </message>
    <message>
        <source>It was issued for posting by {day}: that day is over.</source>
        <translation>発行のときに決めた発送日は{day}で、もう過ぎています。</translation>
    </message>
    <message>
        <source>It is to be posted by {day}.</source>
        <translation>{day}までに発送します。</translation>
    </message>
    <message>
        <source>Date of the letter</source>
        <translation>通知書の日付</translation>
    </message>
</context>
<context>
    <name>_PlaceDialog</name>
    <message>
        <source>&amp;Back</source>
        <translation>戻る(&amp;B)</translation>
    </message>
    <message>
        <source>F&amp;older</source>
        <translation>フォルダー(&amp;O)</translation>
    </message>
</context>
<context>
    <name>_SaveFile</name>
    <message>
        <source>File &amp;name</source>
        <translation>ファイル名(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Kind of file</source>
        <translation>ファイルの種類(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
</context>
<context>
    <name>LedgerErrand</name>
    <message>
        <source>The ledger goes to the printer.</source>
        <translation>帳簿をプリンターに送りました。</translation>
    </message>
    <message>
        <source>The ledger is saved as a file.</source>
        <translation>帳簿をファイルに保存しました。</translation>
    </message>
    <message>
        <source>Stopped: no ledger was made.</source>
        <translation>中止しました。帳簿は作られていません。</translation>
    </message>
    <message>
        <source>Reading the ledger: {done} of {total}</source>
        <translation>帳簿を読み込んでいます：{total}件中{done}件</translation>
    </message>
</context>
<context>
    <name>LedgerReading</name>
    <message>
        <source>Reading the ledger: {done} of {total}</source>
        <translation>帳簿を読み込んでいます：{total}件中{done}件</translation>
    </message>
</context>
<context>
    <name>LedgerLeaving</name>
    <message>
        <source>Print: {what}</source>
        <translation>印刷：{what}</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>印刷</translation>
    </message>
    <message>
        <source>Save: {what}</source>
        <translation>保存：{what}</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>The ledger is being made.</source>
        <translation>帳簿を作成しています。</translation>
    </message>
    <message>
        <source>No applicant&apos;s name is in it: your roles let you read none.</source>
        <translation>本人や代理人の氏名は含まれません（権限の範囲外です）。</translation>
    </message>
    <message>
        <source>It may name applicants: it stays in the house.</source>
        <translation>本人や代理人の氏名が含まれることがあります。社外に出さないでください。</translation>
    </message>
    <message>
        <source>Applicants&apos; names are left out.</source>
        <translation>本人や代理人の氏名は除かれています。</translation>
    </message>
    <message>
        <source>UTF-8</source>
        <translation>UTF-8</translation>
    </message>
    <message>
        <source>Shift_JIS (cp932), for older programs</source>
        <translation>シフトJIS（cp932。古いプログラム用）</translation>
    </message>
    <message>
        <source>Written in</source>
        <translation>文字コード</translation>
    </message>
</context>
<context>
    <name>LedgerFilterBar</name>
    <message>
        <source>From</source>
        <translation>開始</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>終了</translation>
    </message>
    <message>
        <source>With names</source>
        <translation>氏名を含める</translation>
    </message>
    <message>
        <source>Any text of a row</source>
        <translation>行の文字で絞り込む</translation>
    </message>
</context>
<context>
    <name>LedgersPart</name>
    <message>
        <source>Ledger</source>
        <translation>帳簿</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>印刷</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>PDFで保存</translation>
    </message>
    <message>
        <source>Save as spreadsheet</source>
        <translation>表計算ファイルに保存</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>CSVで保存</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n行</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped: it was not read.</source>
        <translation>中止しました。読み込まれていません。</translation>
    </message>
    <message>
        <source>No row says that.</source>
        <translation>該当する行はありません。</translation>
    </message>
    <message>
        <source>Nothing in these days.</source>
        <translation>この期間の記載はありません。</translation>
    </message>
    <message numerus="yes">
        <source>%n empty column(s) left out here</source>
        <translation>
            <numerusform>画面では空の列%n列を省略</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RegistersView</name>
    <message>
        <source>Register</source>
        <translation>台帳</translation>
    </message>
    <message>
        <source>Registers and ledgers</source>
        <translation>台帳と帳簿</translation>
    </message>
    <message>
        <source>Parts of this page</source>
        <translation>この画面の部分</translation>
    </message>
    <message>
        <source>List</source>
        <translation>一覧</translation>
    </message>
    <message>
        <source>Registers</source>
        <translation>台帳</translation>
    </message>
    <message>
        <source>register or ledger</source>
        <translation>台帳・帳簿</translation>
    </message>
    <message>
        <source>into it</source>
        <translation>中に移る</translation>
    </message>
    <message>
        <source>narrow down</source>
        <translation>絞り込む</translation>
    </message>
    <message>
        <source>Stamps and mail</source>
        <translation>切手と郵便の帳簿</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>請求と問合せの帳簿</translation>
    </message>
    <message>
        <source>Safety</source>
        <translation>安全管理の帳簿</translation>
    </message>
</context>
<context>
    <name>SaveCsv</name>
    <message>
        <source>Save as CSV</source>
        <translation>CSVで保存</translation>
    </message>
</context>
<context>
    <name>OfferedField</name>
    <message>
        <source>From the register</source>
        <translation>台帳から</translation>
    </message>
    <message>
        <source>Space ticks what the letter tells; the words are those of today.</source>
        <translation>スペースで文書に載せる記載を選びます。文言は今日の台帳のものです。</translation>
    </message>
    <message>
        <source>Tell</source>
        <translation>載せる</translation>
    </message>
    <message>
        <source>Data item</source>
        <translation>データの項目</translation>
    </message>
    <message>
        <source>Purpose of use</source>
        <translation>利用目的</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>種類</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>本人</translation>
    </message>
    <message>
        <source>Party</source>
        <translation>相手方</translation>
    </message>
</context>
<context>
    <name>EraDateEdit</name>
    <message>
        <source>e.g. 25 Nov 2026</source>
        <translation>例 R8.11.25</translation>
    </message>
    <message>
        <source>A day in any form: R8.11.25, 2026-11-25, 25 Nov 2026</source>
        <translation>どの形でも入れられます: R8.11.25、令和8年11月25日、2026-11-25</translation>
    </message>
</context>
<context>
    <name>KanaEdit</name>
    <message>
        <source>Grows with the reading while the name is typed</source>
        <translation>氏名を入力すると、読みから入ります</translation>
    </message>
</context>
<context>
    <name>PostalCodeEdit</name>
    <message>
        <source>Seven digits in any form; the town is filled in from them</source>
        <translation>7桁の数字。町名までの住所が入ります</translation>
    </message>
</context>
<context>
    <name>EvidenceLeaving</name>
    <message>
        <source>Write evidence</source>
        <translation>証跡を書き出す</translation>
    </message>
    <message>
        <source>Folder for the evidence</source>
        <translation>証跡の保存先</translation>
    </message>
    <message>
        <source>The journal says who let it go. No other applicant is named in it.</source>
        <translation>誰が外に出したかは操作記録に残ります。書き出す請求の本人と代理人以外に、請求者の名前は入りません。</translation>
    </message>
    <message>
        <source>Evidence: {done} of {total}</source>
        <translation>証跡を作成中: {total}件中{done}件</translation>
    </message>
    <message>
        <source>Stopped: no evidence was written.</source>
        <translation>中止しました。証跡は書き出していません。</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>書き出す</translation>
    </message>
    <message>
        <source>The evidence is being written.</source>
        <translation>証跡を書き出しています。</translation>
    </message>
    <message>
        <source>Received from</source>
        <translation>受付日（から）</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>受付日（まで）</translation>
    </message>
    <message>
        <source>With names, words and letters</source>
        <translation>氏名、文言、通知書を入れる</translation>
    </message>
    <message>
        <source>Without names</source>
        <translation>氏名を入れない</translation>
    </message>
    <message>
        <source>What is in it</source>
        <translation>内容</translation>
    </message>
    <message numerus="yes">
        <source>Evidence written to {folder}: %n file(s).</source>
        <translation>
            <numerusform>証跡を {folder} に書き出しました（%nファイル）。</numerusform>
        </translation>
    </message>
    <message>
        <source>A folder</source>
        <translation>フォルダー</translation>
    </message>
    <message>
        <source>One PDF to archive, the files attached</source>
        <translation>保存用のPDF一つ（ファイルを添付）</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>形式</translation>
    </message>
</context>
<context>
    <name>ReportPeriodBar</name>
    <message>
        <source>Period</source>
        <translation>期間</translation>
    </message>
    <message>
        <source>Arrived from</source>
        <translation>到着日</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>まで</translation>
    </message>
</context>
<context>
    <name>ChartCard</name>
    <message>
        <source>As a chart</source>
        <translation>図で見る</translation>
    </message>
    <message>
        <source>As a table</source>
        <translation>表で見る</translation>
    </message>
</context>
<context>
    <name>ReportBook</name>
    <message>
        <source>Stopped: the figures shown are those read before.</source>
        <translation>中止しました。表示は前に数えた数です。</translation>
    </message>
    <message>
        <source>Counting applications: {done} of {total}</source>
        <translation>請求を数えています {done} / {total}</translation>
    </message>
</context>
<context>
    <name>ReportsView</name>
    <message>
        <source>next chart</source>
        <translation>次の図</translation>
    </message>
    <message>
        <source>list what it counts</source>
        <translation>元の請求を一覧にする</translation>
    </message>
    <message>
        <source>copy the table</source>
        <translation>表を写す</translation>
    </message>
    <message>
        <source>The figures are being counted.</source>
        <translation>数えています。</translation>
    </message>
    <message>
        <source>Nothing arrived in this period or in the same of the year before.</source>
        <translation>この期間にも前年の同じ期間にも、届いた請求はありません。</translation>
    </message>
    <message>
        <source>The figures are counted: {period}</source>
        <translation>数えました。{period}</translation>
    </message>
    <message>
        <source>No list has what was disposed of, and your roles may open no other.</source>
        <translation>廃棄した請求の一覧はありません。ほかの請求は、あなたの役割では開けません。</translation>
    </message>
    <message>
        <source>Print the figures</source>
        <translation>集計を印刷</translation>
    </message>
    <message>
        <source>Save the figures as PDF</source>
        <translation>集計をPDFで保存</translation>
    </message>
    <message>
        <source>print</source>
        <translation>印刷</translation>
    </message>
    <message>
        <source>Import a ledger</source>
        <translation>台帳を取り込む</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数値</translation>
    </message>
    <message>
        <source>{number}: nothing is counted.</source>
        <translation>{number}は、0件です。</translation>
    </message>
    <message>
        <source>{number} ({count})</source>
        <translation>{number}（{count}件）</translation>
    </message>
    <message>
        <source>{number} ({count}: {listed} listed, {gone} disposed of)</source>
        <translation>{number}（{count}件のうち一覧{listed}件、廃棄済み{gone}件）</translation>
    </message>
    <message>
        <source>{number} ({count} counted in {listed} listed; {gone} disposed of)</source>
        <translation>{number}（数えたもの{count}件。一覧は{listed}件で、一つを二度以上数えることがあります。廃棄済み{gone}件）</translation>
    </message>
</context>
<context>
    <name>FigurePrinting</name>
    <message>
        <source>Print the figures</source>
        <translation>集計を印刷</translation>
    </message>
    <message>
        <source>The journal says who let it go. No applicant&apos;s name is in it.</source>
        <translation>だれが持ち出したかは操作記録に残ります。請求者の氏名は含みません。</translation>
    </message>
    <message>
        <source>Save the figures</source>
        <translation>集計を保存</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>The figures are saved as a file.</source>
        <translation>集計をファイルに保存しました。</translation>
    </message>
    <message>
        <source>for the house: every number</source>
        <translation>社内用：すべての数</translation>
    </message>
    <message>
        <source>for outside: no number under three</source>
        <translation>社外用：3件に満たない数を載せない</translation>
    </message>
    <message>
        <source>for management: the main figures on one page</source>
        <translation>経営層用：主な数を1枚に</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>写し</translation>
    </message>
</context>
<context>
    <name>InquiriesView</name>
    <message>
        <source>Log an inquiry</source>
        <translation>問合せを受け付ける</translation>
    </message>
    <message>
        <source>Do what comes next</source>
        <translation>次の手順へ</translation>
    </message>
    <message>
        <source>Carry over into an application</source>
        <translation>請求へ移行</translation>
    </message>
    <message numerus="yes">
        <source>%n inquiry(ies)</source>
        <translation>
            <numerusform>%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>No inquiry matches, closed ones included.</source>
        <translation>当てはまる問合せはありません（完了したものも含めて探しました）。</translation>
    </message>
    <message>
        <source>No open inquiry matches. Closed ones were not looked at.</source>
        <translation>対応中のものに、当てはまる問合せはありません（完了したものは探していません）。</translation>
    </message>
    <message>
        <source>No suspected leak is on record, closed inquiries included.</source>
        <translation>漏えい等の疑いの記録はありません（完了したものも含めて探しました）。</translation>
    </message>
    <message>
        <source>No suspected leak is open. Closed inquiries were not looked at.</source>
        <translation>対応中の漏えい等の疑いはありません（完了したものは探していません）。</translation>
    </message>
    <message>
        <source>There is no inquiry, open or closed.</source>
        <translation>問合せは、対応中のものも完了したものもありません。</translation>
    </message>
    <message>
        <source>No inquiry waits.</source>
        <translation>対応待ちの問合せはありません。</translation>
    </message>
    <message>
        <source>Inquiries</source>
        <translation>問合せ</translation>
    </message>
    <message>
        <source>Search inquiries</source>
        <translation>問合せを探す</translation>
    </message>
    <message>
        <source>Name, number, text</source>
        <translation>氏名・番号・内容</translation>
    </message>
    <message>
        <source>Open only</source>
        <translation>対応中のみ</translation>
    </message>
    <message>
        <source>Which inquiries</source>
        <translation>問合せの種類</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>担当する</translation>
    </message>
    <message>
        <source>Ask a department</source>
        <translation>部署に照会</translation>
    </message>
    <message>
        <source>Note its answer</source>
        <translation>部署の回答を記録</translation>
    </message>
    <message>
        <source>Interim answer</source>
        <translation>中間の連絡</translation>
    </message>
    <message>
        <source>Note an answer by phone or e-mail</source>
        <translation>電話・メールでの回答を記録</translation>
    </message>
    <message>
        <source>Reply by letter</source>
        <translation>書面で回答</translation>
    </message>
    <message>
        <source>Refer to the service</source>
        <translation>サービスの窓口を案内</translation>
    </message>
    <message>
        <source>Note the cause</source>
        <translation>原因を記録</translation>
    </message>
    <message>
        <source>Corrective action needed</source>
        <translation>是正処置が必要</translation>
    </message>
    <message>
        <source>No action needed</source>
        <translation>是正処置は不要</translation>
    </message>
    <message>
        <source>Action was done</source>
        <translation>是正処置を実施済み</translation>
    </message>
    <message>
        <source>Action was checked</source>
        <translation>是正処置を確認済み</translation>
    </message>
    <message>
        <source>Suspect a leak</source>
        <translation>漏えい等の疑い</translation>
    </message>
    <message>
        <source>Preliminary report was made</source>
        <translation>速報を提出済み</translation>
    </message>
    <message>
        <source>Full report was made</source>
        <translation>確報を提出済み</translation>
    </message>
    <message>
        <source>It is no leak</source>
        <translation>漏えい等ではない</translation>
    </message>
    <message>
        <source>Close it</source>
        <translation>完了とする</translation>
    </message>
    <message>
        <source>Correct what was typed</source>
        <translation>入力を訂正</translation>
    </message>
    <message>
        <source>Inquiries and complaints</source>
        <translation>問合せ・苦情</translation>
    </message>
    <message>
        <source>Parts of this page</source>
        <translation>画面の区分</translation>
    </message>
    <message>
        <source>List</source>
        <translation>一覧</translation>
    </message>
    <message>
        <source>Inquiry</source>
        <translation>問合せ</translation>
    </message>
    <message>
        <source>The inquiry is logged.</source>
        <translation>問合せを受け付けました。</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>選ぶ</translation>
    </message>
    <message>
        <source>log an inquiry</source>
        <translation>問合せを受け付ける</translation>
    </message>
    <message>
        <source>search</source>
        <translation>検索</translation>
    </message>
    <message>
        <source>Print the reply</source>
        <translation>回答を印刷</translation>
    </message>
    <message>
        <source>Post the reply</source>
        <translation>回答を発送</translation>
    </message>
    <message>
        <source>Void the reply</source>
        <translation>回答の書面を取消</translation>
    </message>
    <message>
        <source>Why once more</source>
        <translation>もう一度印刷する理由</translation>
    </message>
    <message>
        <source>Print document {number}</source>
        <translation>文書{number}を印刷</translation>
    </message>
    <message>
        <source>next field</source>
        <translation>次の欄</translation>
    </message>
    <message>
        <source>log it</source>
        <translation>受け付ける</translation>
    </message>
    <message>
        <source>back to the list</source>
        <translation>一覧に戻る</translation>
    </message>
    <message>
        <source>Complaints</source>
        <translation>苦情</translation>
    </message>
    <message>
        <source>Suspected leaks</source>
        <translation>漏えい等の疑い</translation>
    </message>
    <message>
        <source>Counted in Reports: {figure}</source>
        <translation>報告で数えたもの：{figure}</translation>
    </message>
    <message>
        <source>Show all inquiries</source>
        <translation>すべての問合せを表示</translation>
    </message>
    <message>
        <source>Keep the returned reply here</source>
        <translation>返戻された回答を保管</translation>
    </message>
    <message>
        <source>Note what came later</source>
        <translation>追って届いたものを記録</translation>
    </message>
    <message>
        <source>The reply was delivered</source>
        <translation>回答が届いた</translation>
    </message>
    <message>
        <source>The reply came back</source>
        <translation>回答が返戻された</translation>
    </message>
    <message>
        <source>Interim answer by letter</source>
        <translation>書面で中間の連絡</translation>
    </message>
    <message>
        <source>Give to somebody</source>
        <translation>担当を割り当てる</translation>
    </message>
    <message>
        <source>Hand back</source>
        <translation>担当を返上する</translation>
    </message>
    <message>
        <source>Absence</source>
        <translation>不在を記録</translation>
    </message>
    <message>
        <source>Every kind</source>
        <translation>区分: すべて</translation>
    </message>
</context>
<context>
    <name>InquiryForm</name>
    <message numerus="yes">
        <source>%n field(s) found in the web form</source>
        <translation>
            <numerusform>フォームの項目を%n件読み取りました</numerusform>
        </translation>
    </message>
    <message>
        <source>Log</source>
        <translation>受け付ける</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>やめる</translation>
    </message>
    <message>
        <source>A person perhaps known</source>
        <translation>以前の請求と同じ方かもしれません</translation>
    </message>
    <message>
        <source>Look at each below.</source>
        <translation>下の欄を一つずつ確かめてください。</translation>
    </message>
    <message>
        <source>Put the mail back whole</source>
        <translation>元のメールに戻す</translation>
    </message>
    <message>
        <source>Log an inquiry or complaint</source>
        <translation>問合せ・苦情を受け付ける</translation>
    </message>
    <message>
        <source>As it was said, or the web form&apos;s mail as it came</source>
        <translation>お話のとおりに、またはフォームのメールをそのまま</translation>
    </message>
    <message>
        <source>may be unknown</source>
        <translation>不明でもかまいません</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>区分</translation>
    </message>
    <message>
        <source>How it came</source>
        <translation>経路</translation>
    </message>
    <message>
        <source>Received on</source>
        <translation>受付日</translation>
    </message>
    <message>
        <source>At (time)</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>読み</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>郵便番号</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住所</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>サービス</translation>
    </message>
    <message>
        <source>Addressed to</source>
        <translation>宛先</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>添付</translation>
    </message>
    <message>
        <source>Belongs to</source>
        <translation>対象の問合せ</translation>
    </message>
    <message>
        <source>Its number, or the code on its letter</source>
        <translation>番号、または書面のコード</translation>
    </message>
    <message>
        <source>Logged, it gets a number and stands in Today until it is answered.</source>
        <translation>記録すると受付番号が付き、回答するまで今日の仕事に載ります。</translation>
    </message>
</context>
<context>
    <name>InquiryQuestions</name>
    <message>
        <source>Note it</source>
        <translation>記録する</translation>
    </message>
    <message>
        <source>Carry over</source>
        <translation>移行する</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>訂正する</translation>
    </message>
    <message>
        <source>As it ought to stand</source>
        <translation>正しい内容</translation>
    </message>
    <message>
        <source>On</source>
        <translation>日付</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>An interim answer is an answer only to the question when: the day moves to the one that was named.</source>
        <translation>中間の連絡は、いつ回答するかについての回答です。回答目標日は、お伝えした日に移ります。</translation>
    </message>
    <message>
        <source>It goes to the officer at once. The Commission is told within three to five days, and in full within 30, or 60 (Article 26, Rule 8).</source>
        <translation>直ちに個人情報保護管理者に知らせます。個人情報保護委員会への速報はおおむね3～5日以内、確報は30日（不正の目的によるときは60日）以内です（第26条、規則第8条）。</translation>
    </message>
    <message>
        <source>It is kept for two years from this day, then disposed of.</source>
        <translation>この日から2年間保管し、その後廃棄します。</translation>
    </message>
    <message>
        <source>The inquiry ends; each leads to the other.</source>
        <translation>問合せは完了し、互いにたどれるようになります。</translation>
    </message>
    <message>
        <source>An application comes by mail, with its form. Log it first.</source>
        <translation>請求は、請求書を郵送していただくものです。先に請求を受け付けてください。</translation>
    </message>
    <message>
        <source>What stood there stays, with the reason and your name.</source>
        <translation>訂正前の内容は、理由とあなたの名前とともに残ります。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>完了とする</translation>
    </message>
    <message>
        <source>Carry {number} over into an application</source>
        <translation>{number}を請求へ移行</translation>
    </message>
    <message>
        <source>Correct what was typed of {number}</source>
        <translation>{number}の入力を訂正</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部署</translation>
    </message>
    <message>
        <source>What is asked</source>
        <translation>照会する内容</translation>
    </message>
    <message>
        <source>Department's answer due</source>
        <translation>部署の回答期日</translation>
    </message>
    <message>
        <source>New reply target</source>
        <translation>新しい回答目標日</translation>
    </message>
    <message>
        <source>Its answer</source>
        <translation>部署の回答</translation>
    </message>
    <message>
        <source>What was told</source>
        <translation>お伝えしたこと</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>The service&apos;s own contact</source>
        <translation>サービスの窓口</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>具体的に</translation>
    </message>
    <message>
        <source>What is to be done</source>
        <translation>行うこと</translation>
    </message>
    <message>
        <source>By whom</source>
        <translation>誰が</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>いつまでに</translation>
    </message>
    <message>
        <source>Why none is needed</source>
        <translation>不要とする理由</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>行ったこと</translation>
    </message>
    <message>
        <source>What was looked at</source>
        <translation>確かめたこと</translation>
    </message>
    <message>
        <source>What may have leaked, and how</source>
        <translation>何が、どのように漏えいしたおそれがあるか</translation>
    </message>
    <message>
        <source>Known since</source>
        <translation>知った日</translation>
    </message>
    <message>
        <source>Who was told</source>
        <translation>知らせた相手</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>メモ</translation>
    </message>
    <message>
        <source>Why it is none</source>
        <translation>漏えい等ではない理由</translation>
    </message>
    <message>
        <source>Receipt number of the application</source>
        <translation>請求の受付番号</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>項目</translation>
    </message>
    <message>
        <source>Somebody meant it (an attack): 60 days in place of 30</source>
        <translation>不正の目的による（30日ではなく60日）</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>区分</translation>
    </message>
    <message>
        <source>How it came</source>
        <translation>経路</translation>
    </message>
    <message>
        <source>Received on</source>
        <translation>受付日</translation>
    </message>
    <message>
        <source>At (time)</source>
        <translation>時刻</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>読み</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>郵便番号</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住所</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>サービス</translation>
    </message>
    <message>
        <source>Addressed to</source>
        <translation>宛先</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>添付</translation>
    </message>
    <message>
        <source>Why it can be sent nowhere else</source>
        <translation>送付先がないと判断した理由</translation>
    </message>
    <message>
        <source>What came, as it was said</source>
        <translation>届いた内容（そのまま）</translation>
    </message>
    <message>
        <source>Asked was: {words}</source>
        <translation>内容：{words}</translation>
    </message>
    <message>
        <source>Nothing is sent from here: the answer that was given is noted. By mail, issue a reply.</source>
        <translation>ここからは何も送りません。すでに伝えた回答を記録します。郵送するときは、書面で回答してください。</translation>
    </message>
</context>
<context>
    <name>InquiryDetail</name>
    <message>
        <source>(not shown to your role)</source>
        <translation>（表示しません）</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>About what is chosen</source>
        <translation>選んだものについて</translation>
    </message>
    <message>
        <source>to post</source>
        <translation>発送待ち</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>受付</translation>
    </message>
    <message>
        <source>From</source>
        <translation>申出者</translation>
    </message>
    <message>
        <source>Looked after by</source>
        <translation>担当</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>書面</translation>
    </message>
    <message>
        <source>void</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>{name} {day}: {left}</source>
        <translation>{name} {day}：{left}</translation>
    </message>
    <message>
        <source>It is kept until {day}.</source>
        <translation>{day}まで保管します。</translation>
    </message>
    <message>
        <source>To {number}</source>
        <translation>{number}へ</translation>
    </message>
    <message>
        <source>A leak is suspected: known since {moment}</source>
        <translation>漏えい等の疑い：{moment}に知りました</translation>
    </message>
    <message>
        <source>Preliminary report to the Commission: from {first} to {last} at the latest. Full report by {full}. Told: {whom}. (Article 26, Rule 8)</source>
        <translation>個人情報保護委員会への速報：{first}から、遅くとも{last}まで。確報：{full}まで。知らせた相手：{whom}。（第26条、規則第8条）</translation>
    </message>
    <message>
        <source>Name unknown</source>
        <translation>氏名不明</translation>
    </message>
    <message>
        <source>posted</source>
        <translation>発送済み</translation>
    </message>
    <message>
        <source>How it came</source>
        <translation>経路</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住所</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>電話</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>メール</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>サービス</translation>
    </message>
    <message>
        <source>Addressed to</source>
        <translation>宛先</translation>
    </message>
    <message>
        <source>Attachments</source>
        <translation>添付</translation>
    </message>
    <message>
        <source>Number before</source>
        <translation>従来の番号</translation>
    </message>
</context>
<context>
    <name>ReplyDialog</name>
    <message>
        <source>Issue</source>
        <translation>発行する</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>The letter as it prints</source>
        <translation>印刷される書面</translation>
    </message>
    <message>
        <source>An issued letter keeps its words</source>
        <translation>発行した書面の内容は変わりません</translation>
    </message>
    <message>
        <source>One not yet posted can be voided; its number stays void.</source>
        <translation>発送前なら取り消せます。番号は取消として残ります。</translation>
    </message>
    <message>
        <source>An application form is enclosed</source>
        <translation>請求書の用紙を同封する</translation>
    </message>
    <message>
        <source>The reply is issued. Print it, then post it.</source>
        <translation>回答を発行しました。印刷して、発送してください。</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>What we do about it (optional)</source>
        <translation>当方の対応（任意）</translation>
    </message>
    <message>
        <source>What was asked, as the letter repeats it</source>
        <translation>お尋ねの内容（書面に載せるもの）</translation>
    </message>
    <message>
        <source>To be posted on</source>
        <translation>発送予定日</translation>
    </message>
    <message>
        <source>Reply to {number} by letter</source>
        <translation>{number}に書面で回答</translation>
    </message>
    <message>
        <source>Interim answer to {number} by letter</source>
        <translation>{number} への中間の連絡（書面）</translation>
    </message>
    <message>
        <source>How far it is</source>
        <translation>現在の状況</translation>
    </message>
    <message>
        <source>New reply target</source>
        <translation>新しい回答目標日</translation>
    </message>
</context>
<context>
    <name>InquiryColumns</name>
    <message>
        <source>(not shown to your role)</source>
        <translation>（表示しません）</translation>
    </message>
    <message>
        <source>{kind}, suspected leak</source>
        <translation>{kind}・漏えい等の疑い</translation>
    </message>
    <message>
        <source>Name unknown</source>
        <translation>氏名不明</translation>
    </message>
    <message>
        <source>From, text</source>
        <translation>申出者・内容</translation>
    </message>
    <message>
        <source>Days left</source>
        <translation>残り日数</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>区分</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>番号</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>What it is, whose</source>
        <translation>区分・担当</translation>
    </message>
</context>
<context>
    <name>EntryPanel</name>
    <message>
        <source>Look at this</source>
        <translation>確かめてください</translation>
    </message>
    <message>
        <source>The entry</source>
        <translation>記載</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>入力の途中</translation>
    </message>
    <message>
        <source>The entry you choose is shown here.</source>
        <translation>選んだ記載がここに出ます。</translation>
    </message>
</context>
<context>
    <name>PublishedPart</name>
    <message>
        <source>Language</source>
        <translation>言語</translation>
    </message>
    <message>
        <source>Stand</source>
        <translation>照合</translation>
    </message>
    <message>
        <source>In the register</source>
        <translation>台帳</translation>
    </message>
    <message>
        <source>As published</source>
        <translation>公表</translation>
    </message>
    <message>
        <source>Line by line</source>
        <translation>行ごとの照合</translation>
    </message>
    <message>
        <source>Print the page</source>
        <translation>公表ページを印刷</translation>
    </message>
    <message>
        <source>printed, and compared</source>
        <translation>台帳からの印刷と、公表文との照合</translation>
    </message>
    <message>
        <source>Published page</source>
        <translation>利用目的の公表</translation>
    </message>
    <message>
        <source>Print the purposes as they are to be published</source>
        <translation>公表する利用目的のページを印刷する</translation>
    </message>
    <message numerus="yes">
        <source>%n difference(s)</source>
        <translation>
            <numerusform>違い %n件</numerusform>
        </translation>
    </message>
    <message>
        <source>What is published</source>
        <translation>公表している文</translation>
    </message>
    <message>
        <source>Parts of this page</source>
        <translation>この画面の区画</translation>
    </message>
    <message>
        <source>Load from a file</source>
        <translation>ファイルから読込み</translation>
    </message>
    <message>
        <source>Keep as published</source>
        <translation>公表文として保存</translation>
    </message>
    <message>
        <source>Keep the text as published</source>
        <translation>公表している文として保存</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>It takes the place of what was kept; next time it stands here.</source>
        <translation>前に保存した文と入れ替わり、次からここに出ます。</translation>
    </message>
    <message>
        <source>Published since</source>
        <translation>公表した日</translation>
    </message>
    <message>
        <source>The published text is kept.</source>
        <translation>公表している文を保存しました。</translation>
    </message>
    <message>
        <source>kept as published since {day}</source>
        <translation>{day} 公表の文を保存済み</translation>
    </message>
    <message>
        <source>Paste the text that is published, or load it: each line is held beside the register.</source>
        <translation>公表している文を貼り付けるか読み込むと、台帳と一行ずつ並べて比べます。</translation>
    </message>
</context>
<context>
    <name>ProvisionsFound</name>
    <message>
        <source>To the register</source>
        <translation>台帳を開く</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) of third-party provision match too</source>
        <translation>
            <numerusform>第三者提供の記録も %n件 見つかりました</numerusform>
        </translation>
    </message>
    <message>
        <source>They are no applications and stand in their own register.</source>
        <translation>請求ではありません。台帳にあります。</translation>
    </message>
</context>
<context>
    <name>RegisterBooksPart</name>
    <message>
        <source>Any word of an entry</source>
        <translation>記載の語</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>記載の一覧</translation>
    </message>
    <message>
        <source>Read the entry “{entry}”, then enter it in the register</source>
        <translation>「{entry}」を読んで、台帳に登録します</translation>
    </message>
    <message>
        <source>entry</source>
        <translation>記載</translation>
    </message>
    <message>
        <source>narrow down</source>
        <translation>絞り込む</translation>
    </message>
    <message>
        <source>New entry</source>
        <translation>新しい記載</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>記入する</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>変更する</translation>
    </message>
    <message>
        <source>It was reviewed</source>
        <translation>見直した</translation>
    </message>
    <message>
        <source>Stop using this entry</source>
        <translation>この記載の使用をやめる</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>印刷</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>PDFで保存</translation>
    </message>
    <message>
        <source>Save as spreadsheet</source>
        <translation>表計算の形で保存</translation>
    </message>
    <message>
        <source>Save as CSV</source>
        <translation>CSVで保存</translation>
    </message>
    <message>
        <source>It stands in the register.</source>
        <translation>台帳に記入しました。</translation>
    </message>
    <message>
        <source>The review is noted.</source>
        <translation>見直しを記録しました。</translation>
    </message>
    <message>
        <source>End entry No. {number}</source>
        <translation>記載{number}を終了</translation>
    </message>
    <message>
        <source>From that day on it applies no more; it stays readable here.</source>
        <translation>その日から使いません。ここで読むことはできます。</translation>
    </message>
    <message>
        <source>From</source>
        <translation>終了日</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>The entry has ended.</source>
        <translation>記載を終了しました。</translation>
    </message>
    <message>
        <source>Choose an entry, or begin a new one.</source>
        <translation>記載を選ぶか、新しい記載を始めてください。</translation>
    </message>
    <message>
        <source>A record stays as it was entered: end it, and enter it anew.</source>
        <translation>提供記録は書き換えません。終了し、新しく記入してください。</translation>
    </message>
    <message>
        <source>This entry has ended.</source>
        <translation>この記載は終了しています。</translation>
    </message>
    <message>
        <source>Nothing was changed yet.</source>
        <translation>まだ何も変えていません。</translation>
    </message>
    <message>
        <source>Choose an entry.</source>
        <translation>記載を選んでください。</translation>
    </message>
    <message>
        <source>Nothing here is due for disposal.</source>
        <translation>廃棄の期限が来た記録はありません。</translation>
    </message>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>No entry says that.</source>
        <translation>その語のある記載はありません。</translation>
    </message>
    <message>
        <source>Nothing stands in this register yet.</source>
        <translation>この台帳には、まだ記載がありません。</translation>
    </message>
    <message>
        <source>It lacks: {items} (Rules, Article {articles}).</source>
        <translation>足りない項目：{items}（施行規則{articles}）</translation>
    </message>
    <message>
        <source>Its review is due on {day}.</source>
        <translation>見直しの期限は{day}です。</translation>
    </message>
    <message>
        <source>Kept until</source>
        <translation>保存期限</translation>
    </message>
    <message>
        <source>disposed of</source>
        <translation>廃棄済み</translation>
    </message>
    <message>
        <source>ended {day}</source>
        <translation>{day}に終了</translation>
    </message>
    <message>
        <source>Parts of this page</source>
        <translation>この画面の各部</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>記載</translation>
    </message>
    <message>
        <source>read it</source>
        <translation>読む</translation>
    </message>
    <message>
        <source>Back to the entry</source>
        <translation>記載に戻る</translation>
    </message>
    <message>
        <source>Discard what was typed</source>
        <translation>入力を破棄</translation>
    </message>
    <message>
        <source>New version of entry No. {number}</source>
        <translation>記載 {number} の新しい版</translation>
    </message>
    <message>
        <source>Enter as new</source>
        <translation>登録</translation>
    </message>
    <message>
        <source>Enter this version</source>
        <translation>新しい版を登録</translation>
    </message>
    <message>
        <source>A change of this entry was begun: “Change” goes on with it.</source>
        <translation>この記載の変更を入力中です。「変更」で続けられます。</translation>
    </message>
    <message>
        <source>A new entry was begun: “New entry” goes on with it.</source>
        <translation>新しい記載を入力中です。「新しい記載」で続けられます。</translation>
    </message>
    <message>
        <source>New entry, from the policy</source>
        <translation>新しい記載（プライバシーポリシーから）</translation>
    </message>
    <message>
        <source>This stands in the policy and not in the register yet.</source>
        <translation>これはプライバシーポリシーにあり、台帳にはまだありません。</translation>
    </message>
    <message>
        <source>A record is not reviewed.</source>
        <translation>記録は見直しの対象ではありません。</translation>
    </message>
    <message>
        <source>Held on</source>
        <translation>実施日</translation>
    </message>
    <message>
        <source>To the disposal</source>
        <translation>廃棄の画面へ</translation>
    </message>
    <message>
        <source>Its time of keeping is over: it stands in Disposal.</source>
        <translation>保存期間が終わっています。廃棄の画面に出ています。</translation>
    </message>
    <message numerus="yes">
        <source>%n published, not entered</source>
        <translation>
            <numerusform>ほか公表分の未登録%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>not entered</source>
        <translation>未登録</translation>
    </message>
    <message>
        <source>In the register</source>
        <translation>台帳にある記載</translation>
    </message>
    <message>
        <source>Published, not entered yet</source>
        <translation>公表していて、まだ登録していないもの</translation>
    </message>
    <message>
        <source>Enter this in the register</source>
        <translation>これを台帳に登録する</translation>
    </message>
    <message numerus="yes">
        <source>The newest %n entry(ies) are listed</source>
        <translation>
            <numerusform>新しい順に%n件を表示しています</numerusform>
        </translation>
    </message>
    <message>
        <source>Older ones stand in the register too: {key} and a word of theirs finds them.</source>
        <translation>それより前の記載も台帳にあります。{key} で相手方や氏名を入れると探せます。</translation>
    </message>
    <message>
        <source>More may say it: one word more leaves fewer.</source>
        <translation>ほかにもあるかもしれません。語を足すと絞り込めます。</translation>
    </message>
    <message numerus="yes">
        <source>%n in all</source>
        <translation>
            <numerusform>全%n件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %n found</source>
        <translation>
            <numerusform>%n件を超える該当</numerusform>
        </translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>entered</source>
        <translation>登録済み</translation>
    </message>
    <message>
        <source>Do what comes next with it</source>
        <translation>次にすること</translation>
    </message>
    <message>
        <source>It gets a number and the day of its review. Where the words differ, “Change” comes first.</source>
        <translation>登録すると、番号と次の見直しの日が付きます。文が違うときは、先に「変更する」で直します。</translation>
    </message>
    <message>
        <source>In Disposal one person proposes it, and another approves.</source>
        <translation>廃棄の画面で、1人が提案し、別の人が承認します。</translation>
    </message>
    <message>
        <source>Read whether it still holds. Where it does not, change it or end it.</source>
        <translation>今もこのとおりかを読みます。違うときは、変更するか終了します。</translation>
    </message>
    <message>
        <source>next review {day}</source>
        <translation>次の見直し {day}</translation>
    </message>
    <message>
        <source>items are missing</source>
        <translation>項目不足</translation>
    </message>
    <message>
        <source>{entry}: its review is due on {day}</source>
        <translation>「{entry}」の見直しの期限は{day}です</translation>
    </message>
    <message>
        <source>{entry}: its time of keeping is over</source>
        <translation>「{entry}」の保存期間が終わっています</translation>
    </message>
    <message>
        <source>Last provided</source>
        <translation>最後に提供した日</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Order of the records</source>
        <translation>記録の並び順</translation>
    </message>
    <message>
        <source>Last entered first</source>
        <translation>登録の新しい順</translation>
    </message>
    <message>
        <source>Last provided first</source>
        <translation>最後に提供した日の新しい順</translation>
    </message>
</context>
<context>
    <name>EntryWords</name>
    <message>
        <source>In Japanese</source>
        <translation>日本語の文</translation>
    </message>
    <message>
        <source>In English</source>
        <translation>英語の文</translation>
    </message>
    <message>
        <source>Handling</source>
        <translation>取扱い</translation>
    </message>
    <message>
        <source>What is held, and where</source>
        <translation>データと保管</translation>
    </message>
    <message>
        <source>When it is asked for</source>
        <translation>照会のとき</translation>
    </message>
    <message>
        <source>The provision</source>
        <translation>提供・受領の内容</translation>
    </message>
    <message>
        <source>The other party</source>
        <translation>相手方</translation>
    </message>
    <message>
        <source>The person</source>
        <translation>本人</translation>
    </message>
    <message>
        <source>This version</source>
        <translation>この版</translation>
    </message>
    <message>
        <source>Entry No. {number}</source>
        <translation>記載 {number}</translation>
    </message>
    <message>
        <source>From {day}</source>
        <translation>{day}から</translation>
    </message>
    <message>
        <source>Reviewed: it still holds.</source>
        <translation>見直し: 変更なし</translation>
    </message>
    <message>
        <source>Ended: {why}</source>
        <translation>終了: {why}</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>Entered</source>
        <translation>記入</translation>
    </message>
    <message>
        <source>Changed: {why}</source>
        <translation>変更: {why}</translation>
    </message>
    <message>
        <source>{name} before: {words}</source>
        <translation>変更前の{name}: {words}</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Disposal proposed</source>
        <translation>廃棄を提案</translation>
    </message>
    <message>
        <source>Disposed of</source>
        <translation>廃棄済み</translation>
    </message>
    <message>
        <source>In the policy, not in the register yet</source>
        <translation>プライバシーポリシーにあり、台帳にはまだありません</translation>
    </message>
    <message>
        <source>The training</source>
        <translation>教育の内容</translation>
    </message>
    <message>
        <source>not since it was entered</source>
        <translation>登録してから、まだ見直していません</translation>
    </message>
    <message>
        <source>Last review</source>
        <translation>前回の見直し</translation>
    </message>
    <message>
        <source>Next review</source>
        <translation>次の見直し</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>見直し</translation>
    </message>
    <message>
        <source>none</source>
        <translation>なし</translation>
    </message>
    <message>
        <source>Kept until</source>
        <translation>保存期限</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>根拠</translation>
    </message>
    <message>
        <source>Time of keeping</source>
        <translation>保存期間</translation>
    </message>
    <message>
        <source>Who gets the data here is no third party (Act, Article {article}): the law asks for no record, and sets no period.</source>
        <translation>提供先は第三者に当たりません（法{article}）。法は記録を求めず、保存期間も定めていません。</translation>
    </message>
    <message>
        <source>A contract stands for the record: one year from the last provision (Rules, Article {article}).</source>
        <translation>契約書等が記録に代わります。最後に提供した日から1年です（施行規則{article}）。</translation>
    </message>
    <message>
        <source>A record of several: three years from the last one (Rules, Article {article}).</source>
        <translation>一括して作った記録です。最後に提供した日から3年です（施行規則{article}）。</translation>
    </message>
    <message>
        <source>Three years from when it was made (Rules, Article {article}).</source>
        <translation>記録を作った日から3年です（施行規則{article}）。</translation>
    </message>
    <message>
        <source>History, the newest first</source>
        <translation>履歴（新しい順）</translation>
    </message>
</context>
<context>
    <name>ReviewLine</name>
    <message>
        <source>Review</source>
        <translation>見直す</translation>
    </message>
    <message numerus="yes">
        <source>%n entry(s) of the registers to review</source>
        <translation>
            <numerusform>台帳の見直し %n件</numerusform>
        </translation>
    </message>
    <message>
        <source>review due since {day}</source>
        <translation>見直し日 {day}を経過</translation>
    </message>
    <message>
        <source>first review {day}</source>
        <translation>最初の見直し日 {day}</translation>
    </message>
</context>
<context>
    <name>Care</name>
    <message>
        <source>Looked after by nobody</source>
        <translation>担当なし</translation>
    </message>
    <message>
        <source>Looked after by {name}</source>
        <translation>担当 {name}</translation>
    </message>
    <message>
        <source>absent until {day}: nobody stands in</source>
        <translation>{day}まで不在、代理なし</translation>
    </message>
    <message>
        <source>absent until {day}: {name} stands in</source>
        <translation>{day}まで不在、代理 {name}</translation>
    </message>
</context>
<context>
    <name>CareQuestions</name>
    <message>
        <source>Give {number} to somebody</source>
        <translation>{number}の担当を割り当てる</translation>
    </message>
    <message>
        <source>Give</source>
        <translation>割り当てる</translation>
    </message>
    <message>
        <source>Looked after by</source>
        <translation>担当</translation>
    </message>
    <message>
        <source>Absence</source>
        <translation>不在</translation>
    </message>
    <message>
        <source>Note it</source>
        <translation>記録する</translation>
    </message>
    <message>
        <source>Work stays with who is absent; who stands in finds it with his own.</source>
        <translation>担当は不在の人のままです。代理の人の画面に、自分の担当と並んで表示されます。</translation>
    </message>
    <message>
        <source>Without a day, the person is back.</source>
        <translation>日付を空けると、不在の終わりを記録します。</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>不在の人</translation>
    </message>
    <message>
        <source>Last day of absence</source>
        <translation>不在の最終日</translation>
    </message>
    <message>
        <source>Stands in</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>なし</translation>
    </message>
</context>
<context>
    <name>FilterQuestions</name>
    <message>
        <source>Save this filter</source>
        <translation>この絞り込みを保存</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Only you see it. It lies encrypted in the desk.</source>
        <translation>あなただけに表示されます。窓口のデータの中に暗号化して保管します。</translation>
    </message>
    <message>
        <source>A filter that names a person goes when that person&apos;s data goes.</source>
        <translation>人の名前を含む絞り込みは、その人のデータの廃棄とともに消えます。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名前</translation>
    </message>
    <message>
        <source>Rename the saved filter</source>
        <translation>保存した絞り込みの名前を変更</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>変更する</translation>
    </message>
    <message>
        <source>Delete the saved filter</source>
        <translation>保存した絞り込みを削除</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除する</translation>
    </message>
</context>
<context>
    <name>ReplyQuestions</name>
    <message>
        <source>It was posted</source>
        <translation>発送した</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>取り消す</translation>
    </message>
    <message>
        <source>The stamps leave the stamp book.</source>
        <translation>切手は切手受払簿から引かれます。</translation>
    </message>
    <message>
        <source>Without stamps it counts as paid at the counter.</source>
        <translation>切手を選ばなければ、窓口で支払ったものとします。</translation>
    </message>
    <message>
        <source>Its number stays void. The inquiry can be answered anew.</source>
        <translation>番号は取消として残ります。あらためて回答できます。</translation>
    </message>
    <message>
        <source>Stamps on it</source>
        <translation>貼った切手</translation>
    </message>
    <message>
        <source>Post document {number}</source>
        <translation>文書{number}を発送</translation>
    </message>
    <message>
        <source>Void document {number}</source>
        <translation>文書{number}を取消</translation>
    </message>
    <message>
        <source>Kind of mail</source>
        <translation>郵便の種類</translation>
    </message>
    <message>
        <source>Posted on</source>
        <translation>発送日</translation>
    </message>
    <message>
        <source>Tracking</source>
        <translation>追跡番号</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Record delivery</source>
        <translation>配達を記録</translation>
    </message>
    <message>
        <source>Delivered on</source>
        <translation>配達日</translation>
    </message>
    <message>
        <source>Marked by the post office</source>
        <translation>返戻の理由</translation>
    </message>
    <message>
        <source>Came back on</source>
        <translation>返戻日</translation>
    </message>
    <message>
        <source>Record it</source>
        <translation>記録する</translation>
    </message>
    <message>
        <source>The inquiry is open again: Today shows it.</source>
        <translation>問合せは未完了に戻り、「今日」に表示されます。</translation>
    </message>
</context>
<context>
    <name>InquiryCourse</name>
    <message>
        <source>known since {moment}</source>
        <translation>{moment}に知った</translation>
    </message>
    <message>
        <source>Course</source>
        <translation>経過</translation>
    </message>
    <message>
        <source>Course of {number}</source>
        <translation>{number} の経過</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>受付</translation>
    </message>
    <message>
        <source>{step} (taken back)</source>
        <translation>{step}（取消）</translation>
    </message>
    <message>
        <source>until {day}</source>
        <translation>{day}まで</translation>
    </message>
    <message>
        <source>to {name}</source>
        <translation>{name}へ</translation>
    </message>
</context>
<context>
    <name>WhoseBox</name>
    <message>
        <source>Looked after by</source>
        <translation>担当</translation>
    </message>
    <message>
        <source>Everybody&apos;s</source>
        <translation>担当: 全員</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>自分の担当</translation>
    </message>
    <message>
        <source>Nobody&apos;s</source>
        <translation>担当なし</translation>
    </message>
</context>
<context>
    <name>SavedFilters</name>
    <message>
        <source>Saved filter</source>
        <translation>保存した絞り込み</translation>
    </message>
    <message>
        <source>No saved filter</source>
        <translation>保存した絞り込み</translation>
    </message>
    <message>
        <source>Save this filter</source>
        <translation>この絞り込みを保存</translation>
    </message>
    <message>
        <source>Rename the saved filter</source>
        <translation>保存した絞り込みの名前を変更</translation>
    </message>
    <message>
        <source>Delete the saved filter</source>
        <translation>保存した絞り込みを削除</translation>
    </message>
</context>
<context>
    <name>Filing</name>
    <message>
        <source>Papers: {place}</source>
        <translation>書類 {place}</translation>
    </message>
    <message>
        <source>Corrective action needed</source>
        <translation>是正処置が必要</translation>
    </message>
</context>
<context>
    <name>FilingQuestions</name>
    <message>
        <source>Where the papers of {number} lie</source>
        <translation>{number} の書類の保管場所</translation>
    </message>
    <message>
        <source>not said yet</source>
        <translation>まだ決めていない</translation>
    </message>
    <message>
        <source>Note it</source>
        <translation>書き留める</translation>
    </message>
    <message>
        <source>The ledger of applications tells it; nothing that is signed changes.</source>
        <translation>受付簿に載ります。署名された内容は変わりません。</translation>
    </message>
    <message>
        <source>Papers kept at</source>
        <translation>保管場所</translation>
    </message>
    <message>
        <source>↓ used before</source>
        <translation>↓ 以前の場所</translation>
    </message>
    <message>
        <source>Corrective action</source>
        <translation>是正処置の要否</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>備考</translation>
    </message>
</context>
<context>
    <name>IntakeFields</name>
    <message>
        <source>e.g. 17 Apr 1987</source>
        <translation>例 S62.4.17</translation>
    </message>
</context>
<context>
    <name>OpenPublished</name>
    <message>
        <source>Load what is published</source>
        <translation>公表している文の読込み</translation>
    </message>
    <message>
        <source>Texts and pages</source>
        <translation>文字だけのファイルとウェブページ</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>ファイル名</translation>
    </message>
    <message>
        <source>Kind of file</source>
        <translation>ファイルの種類</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>読込み</translation>
    </message>
</context>
<context>
    <name>OpenLedger</name>
    <message>
        <source>Choose a ledger</source>
        <translation>台帳を選ぶ</translation>
    </message>
    <message>
        <source>Ledgers</source>
        <translation>台帳</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>すべてのファイル</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>ファイル名</translation>
    </message>
    <message>
        <source>Kind of file</source>
        <translation>ファイルの種類</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>選ぶ</translation>
    </message>
</context>
<context>
    <name>ImportBook</name>
    <message>
        <source>Stopped: nothing was taken in.</source>
        <translation>中止しました。何も取り込んでいません。</translation>
    </message>
</context>
<context>
    <name>ImportTelling</name>
    <message>
        <source>Import</source>
        <translation>取込み</translation>
    </message>
    <message>
        <source>Taken in</source>
        <translation>取り込んだ日</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>未完了</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>見出し</translation>
    </message>
    <message>
        <source>First entry</source>
        <translation>最初の記載</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>読み取る項目</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>使わない</translation>
    </message>
    <message>
        <source>No heading</source>
        <translation>見出しなし</translation>
    </message>
    <message>
        <source>All of which anything is said</source>
        <translation>質問や理由のある行すべて</translation>
    </message>
    <message>
        <source>The newest that can be</source>
        <translation>ありうる最も新しい元号</translation>
    </message>
    <message>
        <source>Reiwa</source>
        <translation>令和</translation>
    </message>
    <message>
        <source>Heisei</source>
        <translation>平成</translation>
    </message>
    <message>
        <source>Showa</source>
        <translation>昭和</translation>
    </message>
    <message>
        <source>Taisho</source>
        <translation>大正</translation>
    </message>
    <message>
        <source>Meiji</source>
        <translation>明治</translation>
    </message>
    <message>
        <source>Stands</source>
        <translation>取込み済み</translation>
    </message>
    <message>
        <source>Taken back on {day}</source>
        <translation>{day}に取消し</translation>
    </message>
    <message>
        <source>Row {number}</source>
        <translation>{number}行目</translation>
    </message>
    <message>
        <source>{row}: {said}</source>
        <translation>{row}：{said}</translation>
    </message>
    <message>
        <source>{rows} rows. Carried over (closed): {carried}; to be logged (open): {waiting}; asked about: {asked}; left out: {left_out}; cannot be taken: {refused}</source>
        <translation>全{rows}行：引継ぎ（完了）{carried}件、受付待ち（未完了）{waiting}件、確認が必要{asked}件、取り込まない{left_out}件、取り込めない{refused}件</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>台帳の種類</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>件数</translation>
    </message>
</context>
<context>
    <name>ImportFilePart</name>
    <message>
        <source>Nothing is kept until you say so</source>
        <translation>確かめるまで、何も保存しません</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>ファイルを選ぶ</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>取り消す</translation>
    </message>
    <message>
        <source>Imports so far</source>
        <translation>これまでの取込み</translation>
    </message>
    <message>
        <source>No ledger was imported yet.</source>
        <translation>台帳の取込みは、まだありません。</translation>
    </message>
    <message>
        <source>No import is chosen.</source>
        <translation>取込みが選ばれていません。</translation>
    </message>
    <message>
        <source>It was taken back already.</source>
        <translation>すでに取り消されています。</translation>
    </message>
    <message>
        <source>XLSX, XLSM, XLS, ODS, CSV and TSV are read: ledgers of applications, of inquiries, and the registers. Every row is tried first: closed entries are carried over with their own numbers, open ones wait under Today. Macros are never run.</source>
        <translation>XLSX、XLSM、XLS、ODS、CSV、TSVを読みます。請求の受付簿、苦情・相談の受付簿、各種の台帳を取り込めます。すべての行を先に試します。完了したものは従来の番号のまま引き継ぎ、未完了のものは「今日」で受付を待ちます。マクロは動かしません。</translation>
    </message>
    <message>
        <source>or drop one here</source>
        <translation>または、ここへファイルをドロップ</translation>
    </message>
</context>
<context>
    <name>ImportColumnsPart</name>
    <message>
        <source>Sheet</source>
        <translation>シート</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>見出しの行</translation>
    </message>
    <message>
        <source>Columns of the sheet; Enter says what one says</source>
        <translation>シートの列（Enterで項目を選ぶ）</translation>
    </message>
    <message>
        <source>The chosen column says</source>
        <translation>選んだ列の項目</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>台帳の種類</translation>
    </message>
</context>
<context>
    <name>ImportFirstPart</name>
    <message>
        <source>The first rows, each as the desk would take it. Nothing is kept yet.</source>
        <translation>最初の行を、取り込むときの読み方で示します。まだ何も保存していません。</translation>
    </message>
    <message>
        <source>The first rows</source>
        <translation>最初の行</translation>
    </message>
</context>
<context>
    <name>ImportTrialPart</name>
    <message>
        <source>Era of years without one</source>
        <translation>元号のない年の元号</translation>
    </message>
    <message>
        <source>Questions, and rows that cannot be taken</source>
        <translation>質問と、取り込めない行</translation>
    </message>
    <message>
        <source>Take this row</source>
        <translation>この行を取り込む</translation>
    </message>
    <message>
        <source>Leave this row out</source>
        <translation>この行は取り込まない</translation>
    </message>
    <message>
        <source>Take all alike</source>
        <translation>同じ質問はすべて取り込む</translation>
    </message>
    <message>
        <source>Leave all alike out</source>
        <translation>同じ質問はすべて取り込まない</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>結果を保存</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>表示する行</translation>
    </message>
    <message>
        <source>Nothing is to be said of any of these rows.</source>
        <translation>質問や理由のある行はありません。</translation>
    </message>
    <message>
        <source>No row is chosen.</source>
        <translation>行が選ばれていません。</translation>
    </message>
    <message>
        <source>This row asks nothing.</source>
        <translation>この行に質問はありません。</translation>
    </message>
    <message>
        <source>The rest comes in without this row. To have it too, mend it in the file, save the file and choose it again.</source>
        <translation>この行を除いて、残りを取り込みます。この行も取り込むには、ファイルを直して保存し、もう一度選んでください。</translation>
    </message>
    <message>
        <source>The row is taken; nothing is asked.</source>
        <translation>この行は取り込みます。質問はありません。</translation>
    </message>
    <message>
        <source>Answer for this row, or for all of which the same is asked.</source>
        <translation>この行だけ、または同じ質問の行すべてについて答えてください。</translation>
    </message>
    <message>
        <source>Answered. Another answer takes its place.</source>
        <translation>回答済みです。答え直すこともできます。</translation>
    </message>
</context>
<context>
    <name>ImportTakenPart</name>
    <message>
        <source>What next</source>
        <translation>次にすること</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>取り消す</translation>
    </message>
    <message>
        <source>Taken in as import {number}</source>
        <translation>取込み{number}として取り込みました</translation>
    </message>
    <message>
        <source>It was taken back already.</source>
        <translation>すでに取り消されています。</translation>
    </message>
    <message>
        <source>Closed, carried over</source>
        <translation>引継ぎ（完了）</translation>
    </message>
    <message>
        <source>Open, to be logged</source>
        <translation>受付待ち（未完了）</translation>
    </message>
    <message>
        <source>Rows that stayed outside</source>
        <translation>取り込まなかった行</translation>
    </message>
    <message>
        <source>Closed entries stand in Applications or Inquiries, found by both numbers. Open ones wait under Today. Entries of a register stand in Registers. While nothing was done with any of them, the whole import can be taken back, here or later.</source>
        <translation>完了したものは「請求」または「問合せ」にあり、どちらの番号でも見つかります。未完了のものは「今日」にあります。台帳の項目は「台帳」にあります。どれにも操作がないうちは、この取込みを、ここでも後からでも、まとめて取り消せます。</translation>
    </message>
    <message>
        <source>Ledger</source>
        <translation>台帳の種類</translation>
    </message>
    <message>
        <source>Entered</source>
        <translation>登録した項目</translation>
    </message>
</context>
<context>
    <name>ImportLedger</name>
    <message>
        <source>Import a ledger</source>
        <translation>台帳を取り込む</translation>
    </message>
    <message>
        <source>How far the work is</source>
        <translation>進み具合</translation>
    </message>
    <message>
        <source>It holds names. Delete the file once it was read.</source>
        <translation>氏名が入ります。読み終えたら消してください。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>First rows</source>
        <translation>最初の行</translation>
    </message>
    <message>
        <source>Trial of all rows</source>
        <translation>全部の行の試行</translation>
    </message>
    <message>
        <source>Taken in</source>
        <translation>取込み済み</translation>
    </message>
    <message>
        <source>Step {number} of {all}: {name}</source>
        <translation>{all}段階の{number}：{name}</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>ファイルを選ぶ</translation>
    </message>
    <message>
        <source>Show the first rows</source>
        <translation>最初の行を見る</translation>
    </message>
    <message>
        <source>Try all rows</source>
        <translation>全部の行を試す</translation>
    </message>
    <message>
        <source>Take in</source>
        <translation>取り込む</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Please wait.</source>
        <translation>お待ちください。</translation>
    </message>
    <message>
        <source>The same file stands as import {number}: take that back first.</source>
        <translation>同じファイルが取込み{number}にあります。先にそれを取り消してください。</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) still ask something.</source>
        <translation>
            <numerusform>確認の済んでいない行が%n行あります。</numerusform>
        </translation>
    </message>
    <message>
        <source>No row would be taken.</source>
        <translation>取り込む行がありません。</translation>
    </message>
    <message>
        <source>Reading the file</source>
        <translation>ファイルを読んでいます</translation>
    </message>
    <message>
        <source>Trying the rows</source>
        <translation>行を試しています</translation>
    </message>
    <message>
        <source>Taking in; Stop leaves nothing of it</source>
        <translation>取り込んでいます。中止すれば何も残りません</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{total}件中{done}件</translation>
    </message>
    <message>
        <source>Take the ledger in</source>
        <translation>台帳を取り込む</translation>
    </message>
    <message>
        <source>The ledger is being taken in.</source>
        <translation>台帳を取り込んでいます。</translation>
    </message>
    <message>
        <source>Take import {number} back</source>
        <translation>取込み{number}を取り消す</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>取り消す</translation>
    </message>
    <message>
        <source>All that came in with it goes: {carried} closed, {waiting} open.</source>
        <translation>取り込んだものがすべて消えます：完了{carried}件、未完了{waiting}件</translation>
    </message>
    <message>
        <source>Import {number} was taken back as a whole.</source>
        <translation>取込み{number}を、まとめて取り消しました。</translation>
    </message>
    <message>
        <source>Trial of an import</source>
        <translation>取込みの試行</translation>
    </message>
    <message>
        <source>Save the report as a workbook</source>
        <translation>結果を表計算ファイルに保存</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>The report is saved.</source>
        <translation>結果を保存しました。</translation>
    </message>
    <message>
        <source>Closed entries get numbers of the year of their arrival. The whole import can be taken back while nothing was done with any of it.</source>
        <translation>完了したものには、受け付けた年の番号が付きます。どれにも操作がないうちは、まとめて取り消せます。</translation>
    </message>
    <message>
        <source>Its numbers are not given again. The journal has both.</source>
        <translation>付けた番号は、ほかに使いません。操作記録には両方が残ります。</translation>
    </message>
</context>
<context>
    <name>NextStep</name>
    <message>
        <source>Next</source>
        <translation>次にすること</translation>
    </message>
</context>
<context>
    <name>LetterBar</name>
    <message>
        <source>Dashed: seen wherever the sheet lies. Dotted: seen in some place of it.</source>
        <translation>破線の内側は、紙がどこにあっても見えます。点線の内側は、紙の位置によって見えます。</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>拡大</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>縮小</translation>
    </message>
    <message>
        <source>What the window shows</source>
        <translation>窓から見える範囲</translation>
    </message>
    <message>
        <source>Whole page</source>
        <translation>ページ全体</translation>
    </message>
    <message>
        <source>Page width</source>
        <translation>ページ幅</translation>
    </message>
    <message>
        <source>page {page} of {pages}</source>
        <translation>{page} / {pages} ページ</translation>
    </message>
    <message>
        <source>pages {page} to {last} of {pages}</source>
        <translation>{page}–{last} / {pages} ページ</translation>
    </message>
</context>
<context>
    <name>LetterFoot</name>
    <message>
        <source>To be posted on</source>
        <translation>発送予定</translation>
    </message>
</context>
<context>
    <name>DecisionStep</name>
    <message>
        <source>Go there {key}</source>
        <translation>そこへ {key}</translation>
    </message>
    <message>
        <source>It then waits for a second person. The proposer cannot approve.</source>
        <translation>起案すると、別の人の承認を待ちます。起案した人は承認できません。</translation>
    </message>
    <message>
        <source>Waits for approval again</source>
        <translation>あらためて承認を待っています</translation>
    </message>
    <message>
        <source>It waits for a second person</source>
        <translation>別の人の承認を待っています</translation>
    </message>
    <message>
        <source>What the outcome needs is asked again when it is approved.</source>
        <translation>承認のときに、前提をもう一度確かめます。</translation>
    </message>
    <message>
        <source>{name} approved it {day}. Changed since: {items}.</source>
        <translation>{day}に{name}が承認しました。その後に変わったもの：{items}。</translation>
    </message>
    <message>
        <source>{why} Where: {field}</source>
        <translation>{why}（欄: {field}）</translation>
    </message>
    <message>
        <source>The decision is approved: its letter comes next</source>
        <translation>承認済みです。次は通知書の発行です</translation>
    </message>
    <message>
        <source>It is issued under Letters.</source>
        <translation>通知書の画面で発行します。</translation>
    </message>
    <message>
        <source>Nothing is to be decided on this claim now</source>
        <translation>この請求事項で、いま決めることはありません</translation>
    </message>
    <message>
        <source>Choose the decision</source>
        <translation>決定を選びます</translation>
    </message>
    <message>
        <source>Press its number; what is to be written follows from it.</source>
        <translation>数字キーで選ぶと、書くことと通知書の文面が出ます。</translation>
    </message>
    <message>
        <source>Write what is still missing</source>
        <translation>足りないものを書きます</translation>
    </message>
    <message>
        <source>Read the letter, then propose the decision</source>
        <translation>通知書の文面を読んで確かめ、起案します</translation>
    </message>
    <message>
        <source>Read the letter, then approve the decision or send it back</source>
        <translation>通知書の文面を読んで確かめ、承認するか差し戻します</translation>
    </message>
</context>
<context>
    <name>JournalEntryPanel</name>
    <message>
        <source>Clock</source>
        <translation>時計</translation>
    </message>
    <message>
        <source>What was noted</source>
        <translation>記録した項目</translation>
    </message>
    <message>
        <source>Names alone: the journal holds no value, only its digest.</source>
        <translation>項目名だけです。内容はハッシュで残し、値は記録しません。</translation>
    </message>
    <message>
        <source>In the chain</source>
        <translation>前の記録とのつながり</translation>
    </message>
    <message>
        <source>Open the application</source>
        <translation>請求を開く</translation>
    </message>
    <message>
        <source>The entry</source>
        <translation>選んだ記録</translation>
    </message>
    <message>
        <source>The entry you choose is shown here.</source>
        <translation>選んだ記録をここに表示します。</translation>
    </message>
    <message>
        <source>Entry No. {number}</source>
        <translation>記録番号 {number}</translation>
    </message>
    <message>
        <source>When</source>
        <translation>日時</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>した人</translation>
    </message>
    <message>
        <source>About</source>
        <translation>対象</translation>
    </message>
    <message>
        <source>It is as it was noted and follows the entry before</source>
        <translation>書き換えられておらず、前の記録につながっています</translation>
    </message>
    <message>
        <source>It does not fit the entry before</source>
        <translation>前の記録とつながりません</translation>
    </message>
    <message>
        <source>Check all entries: the check says where the chain ends.</source>
        <translation>全件を検証すると、どこで途切れたかがわかります。</translation>
    </message>
    <message>
        <source>after {before}</source>
        <translation>前の記録 {before}</translation>
    </message>
    <message>
        <source>Show digests</source>
        <translation>照合値を表示</translation>
    </message>
    <message>
        <source>Hide digests</source>
        <translation>照合値を隠す</translation>
    </message>
</context>
<context>
    <name>PostCheck</name>
    <message>
        <source>The fee of {fee} covers the reply</source>
        <translation>手数料{fee}に含まれます</translation>
    </message>
    <message>
        <source>The stamps received as the fee may pay for it.</source>
        <translation>手数料として受け取った切手から使えます。</translation>
    </message>
    <message>
        <source>What it costs</source>
        <translation>料金の内訳</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>料金と切手の確認</translation>
    </message>
    <message>
        <source>Postage</source>
        <translation>料金</translation>
    </message>
    <message>
        <source>Stamps on it</source>
        <translation>貼る切手</translation>
    </message>
    <message>
        <source>Stamps and postage agree</source>
        <translation>料金と一致</translation>
    </message>
    <message>
        <source>More than the postage</source>
        <translation>料金より多い</translation>
    </message>
    <message>
        <source>Stamps short</source>
        <translation>切手が足りません</translation>
    </message>
</context>
<context>
    <name>OpenScanFile</name>
    <message>
        <source>Choose a scan</source>
        <translation>スキャンの選択</translation>
    </message>
    <message>
        <source>Scans</source>
        <translation>スキャン</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>すべてのファイル</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>ファイル名</translation>
    </message>
    <message>
        <source>Kind of file</source>
        <translation>ファイルの種類</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>選択</translation>
    </message>
</context>
<context>
    <name>ScannedSheet</name>
    <message>
        <source>The page is being drawn …</source>
        <translation>ページを描いています…</translation>
    </message>
</context>
<context>
    <name>AttachScan</name>
    <message>
        <source>Attach a scan</source>
        <translation>スキャンを添付</translation>
    </message>
    <message>
        <source>Page of the scan</source>
        <translation>スキャンのページ</translation>
    </message>
    <message>
        <source>How far the work is</source>
        <translation>作業の進み具合</translation>
    </message>
    <message>
        <source>Page before</source>
        <translation>前のページ</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>次のページ</translation>
    </message>
    <message>
        <source>Turn</source>
        <translation>回転</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>拡大</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>縮小</translation>
    </message>
    <message>
        <source>Reason of the box</source>
        <translation>塗りつぶす理由</translation>
    </message>
    <message>
        <source>New box</source>
        <translation>新しい塗りつぶし</translation>
    </message>
    <message>
        <source>Remove the box</source>
        <translation>塗りつぶしを外す</translation>
    </message>
    <message>
        <source>Delete the file</source>
        <translation>元のファイルを削除</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Keep the scan</source>
        <translation>スキャンを保管</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>中止</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
    <message>
        <source>Please wait.</source>
        <translation>お待ちください。</translation>
    </message>
    <message>
        <source>No page has been read.</source>
        <translation>ページを読み取っていません。</translation>
    </message>
    <message>
        <source>Still to be masked: {items}</source>
        <translation>まだ塗りつぶしていません: {items}</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>{page} / {pages} ページ</translation>
    </message>
    <message>
        <source>To be masked on this paper</source>
        <translation>この書類で塗りつぶす項目</translation>
    </message>
    <message>
        <source>Nothing must be masked</source>
        <translation>塗りつぶす決まりのある項目はありません</translation>
    </message>
    <message>
        <source>Cover what tells of somebody else, and what nobody needs.</source>
        <translation>本人・代理人以外の方の情報と、回答に要らない箇所は塗りつぶしてください。</translation>
    </message>
    <message>
        <source>Draw a box with the mouse, or take a new one and move it with the arrow keys, with Shift its size. Space chooses the next box.</source>
        <translation>マウスで囲むか、「新しい塗りつぶし」を矢印キーで動かします。Shiftと矢印キーで大きさが変わり、スペースキーで次の塗りつぶしを選べます。</translation>
    </message>
    <message>
        <source>Page {page}: {reason}</source>
        <translation>{page}ページ: {reason}</translation>
    </message>
    <message>
        <source>The scan is kept. The file is still there: {name}</source>
        <translation>スキャンを保管しました。元のファイルがまだ残っています: {name}</translation>
    </message>
    <message>
        <source>It lies in {folder} and shows everything that was masked. Delete it there too.</source>
        <translation>{folder} にあり、塗りつぶした箇所もすべて見えます。こちらも削除してください。</translation>
    </message>
    <message>
        <source>The scan is kept, and the file is deleted.</source>
        <translation>スキャンを保管し、元のファイルを削除しました。</translation>
    </message>
    <message>
        <source>From the scanner</source>
        <translation>スキャナーから</translation>
    </message>
    <message>
        <source>The scan is kept. No file was made of it.</source>
        <translation>スキャンを保管しました。ファイルは作っていません。</translation>
    </message>
    <message>
        <source>Still to be looked at: page {pages}</source>
        <translation>まだ見ていないページ: {pages}</translation>
    </message>
    <message numerus="yes">
        <source>The scan is kept. %n other page(s) of its file still wait</source>
        <translation>
            <numerusform>スキャンを保管しました。このファイルには、ほかに%nページが残っています</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete the file once none waits: it shows everything that was masked.</source>
        <translation>すべてのページを保管したら、ファイルも削除してください。塗りつぶした内容がそのまま見えます。</translation>
    </message>
</context>
<context>
    <name>KeptScans</name>
    <message>
        <source>Scans of {number}</source>
        <translation>{number}のスキャン</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>スキャン</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>削除</translation>
    </message>
    <message>
        <source>No scan is kept with this application.</source>
        <translation>この請求に保管しているスキャンはありません。</translation>
    </message>
    <message>
        <source>Pages of the scan</source>
        <translation>スキャンのページ</translation>
    </message>
    <message>
        <source>As typed from the paper</source>
        <translation>書類から入力した内容</translation>
    </message>
    <message numerus="yes">
        <source>{what}, {day}, %n page(s)</source>
        <translation>
            <numerusform>{what}、{day}、%nページ</numerusform>
        </translation>
    </message>
    <message>
        <source>Name</source>
        <translation>氏名</translation>
    </message>
    <message>
        <source>Kana</source>
        <translation>ふりがな</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>住所</translation>
    </message>
    <message>
        <source>Birth date</source>
        <translation>生年月日</translation>
    </message>
    <message>
        <source>Issued on</source>
        <translation>発行日</translation>
    </message>
    <message>
        <source>Valid until</source>
        <translation>有効期限</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>備考</translation>
    </message>
    <message>
        <source>Remove the scan</source>
        <translation>スキャンを削除</translation>
    </message>
    <message>
        <source>Its pictures are gone for good. Who removed it, when and why stays.</source>
        <translation>画像は元に戻せません。削除した人、日時、理由は残ります。</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Arrived</source>
        <translation>届いた日</translation>
    </message>
    <message>
        <source>Postmark</source>
        <translation>消印</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>差出人</translation>
    </message>
    <message>
        <source>Tracking number</source>
        <translation>追跡番号</translation>
    </message>
</context>
<context>
    <name>FileQuestions</name>
    <message>
        <source>Delete the scanner’s file</source>
        <translation>スキャナーのファイルを削除</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>削除する</translation>
    </message>
    <message>
        <source>The file “{name}” in {folder} is gone for good. The scan stays.</source>
        <translation>{folder} にあるファイル「{name}」を完全に削除します。窓口に保管したスキャンは残ります。</translation>
    </message>
    <message>
        <source>Tell no more of the file</source>
        <translation>このファイルの表示をやめる</translation>
    </message>
    <message>
        <source>Tell no more</source>
        <translation>表示をやめる</translation>
    </message>
    <message>
        <source>Only where “{name}” holds something else by now, or lay on a drive that is gone. The journal keeps who said so.</source>
        <translation>「{name}」の中身がすでに別のものになっているとき、または、あったドライブがもうないときだけにしてください。だれがそうしたかは操作記録に残ります。</translation>
    </message>
    <message numerus="yes">
        <source>%n page(s) of it stand in no application and are gone too.</source>
        <translation>
            <numerusform>どの請求にも保管していない%nページも一緒に消えます。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LeftFilesLine</name>
    <message>
        <source>Look at them</source>
        <translation>確かめる</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) of scans still lie in the scanner’s folder</source>
        <translation>
            <numerusform>スキャンの元のファイルが、スキャナーのフォルダーに%n件残っています</numerusform>
        </translation>
    </message>
    <message>
        <source>What was masked in the scan can be read there. Delete them there too.</source>
        <translation>塗りつぶした内容が、元のファイルでは読めます。元のファイルも削除してください。</translation>
    </message>
</context>
<context>
    <name>LeftFiles</name>
    <message>
        <source>Files left by the scanner</source>
        <translation>スキャンの元のファイル</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>The desk keeps its own scan of each. Until it is deleted, a file shows all.</source>
        <translation>どのファイルも、スキャンは窓口に保管されています。元のファイルを削除するまで、塗りつぶした内容がそこで読めます。</translation>
    </message>
    <message>
        <source>No file is left.</source>
        <translation>残っているファイルはありません。</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>請求</translation>
    </message>
    <message>
        <source>Delete the file</source>
        <translation>ファイルを削除</translation>
    </message>
    <message>
        <source>Tell no more</source>
        <translation>表示をやめる</translation>
    </message>
</context>
<context>
    <name>ProgramBook</name>
    <message>
        <source>Stopped: nothing of it was kept.</source>
        <translation>中止しました。途中のものは残していません。</translation>
    </message>
    <message>
        <source>Checking the new version: {done} of {total} MB</source>
        <translation>新しい版を検査しています：{total} MB 中 {done} MB</translation>
    </message>
</context>
<context>
    <name>ProgramPage</name>
    <message>
        <source>Install</source>
        <translation>インストールする</translation>
    </message>
    <message>
        <source>Look for it</source>
        <translation>探す</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>もう一度調べる</translation>
    </message>
    <message>
        <source>Its maker's key is in it: only what he signed is offered.</source>
        <translation>作り手の鍵が入っています。その署名のあるものだけを案内します。</translation>
    </message>
    <message>
        <source>Started from its source: newer versions come with the source.</source>
        <translation>ソースから起動しています。新しい版はソースとともに届きます。</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>出どころ</translation>
    </message>
    <message>
        <source>Version {version} is ready and checked</source>
        <translation>版 {version} を検査し、用意しました</translation>
    </message>
    <message>
        <source>Close this window, then have the line below carried out by whoever may install programs on this computer. The desk and its keys stay as they are.</source>
        <translation>この画面を閉じてから、このパソコンにプログラムを入れられる人に、次の1行を実行してもらってください。窓口のデータと鍵はそのまま残ります。</translation>
    </message>
    <message>
        <source>Not offered, since the program's maker did not sign it or its installer is not there: {names}. Ask whoever put it there.</source>
        <translation>プログラムの作り手の署名がないか、インストーラーがないため、案内しません：{names}。置いた人に確かめてください。</translation>
    </message>
    <message>
        <source>Version {version} lies there, signed by the program's maker</source>
        <translation>版 {version} があります（プログラムの作り手の署名つき）</translation>
    </message>
    <message>
        <source>It is copied and checked whole before anything is started. The desk and its keys stay as they are.</source>
        <translation>手元に写し、すべてを検査してから始めます。窓口のデータと鍵はそのまま残ります。</translation>
    </message>
    <message>
        <source>No newer version lies in this folder.</source>
        <translation>このフォルダーに新しい版はありません。</translation>
    </message>
    <message>
        <source>The program asks no network. Whoever looks after this computer puts the installer and the note beside it (.release) into a folder or on a stick.</source>
        <translation>このプログラムはネットワークを使いません。パソコンの担当者が、インストーラーとその証明（.release）を、フォルダーかUSB メモリーに置きます。</translation>
    </message>
    <message>
        <source>Newer versions</source>
        <translation>新しい版</translation>
    </message>
    <message>
        <source>Folder of newer versions</source>
        <translation>新しい版を置くフォルダー</translation>
    </message>
    <message>
        <source>What is to be carried out</source>
        <translation>実行する1行</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>コピー</translation>
    </message>
    <message>
        <source>The line is on the clipboard.</source>
        <translation>この1行をコピーしました。</translation>
    </message>
</context>
<context>
    <name>ScannerFolder</name>
    <message>
        <source>Scanner of this workstation</source>
        <translation>このパソコンのスキャナー</translation>
    </message>
    <message>
        <source>Folder of the scanner</source>
        <translation>スキャナーのフォルダー</translation>
    </message>
    <message>
        <source>Look for it</source>
        <translation>探す</translation>
    </message>
    <message>
        <source>Whole files that lie there are told on Today, each sheet by the bar code on it. Empty: no folder is looked at.</source>
        <translation>書き込みの終わったファイルを「今日」に表示し、1枚ごとにバーコードで請求を見分けます。空欄にすると、どのフォルダーも見ません。</translation>
    </message>
</context>
<context>
    <name>WaitingScansLine</name>
    <message>
        <source>Look at them</source>
        <translation>確かめる</translation>
    </message>
    <message numerus="yes">
        <source>%n scanned page(s) wait in the scanner’s folder</source>
        <translation>
            <numerusform>スキャナーのフォルダーに、まだ保管していないスキャンが%nページあります</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The code on %n of them leads to an application.</source>
        <translation>
            <numerusform>うち%nページは、バーコードで請求がわかります。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WaitingScans</name>
    <message>
        <source>Scans that wait</source>
        <translation>保管を待つスキャン</translation>
    </message>
    <message>
        <source>Mask and keep</source>
        <translation>塗りつぶして保管</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>閉じる</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ファイル</translation>
    </message>
    <message>
        <source>Leads to</source>
        <translation>行き先</translation>
    </message>
    <message>
        <source>Page of the scan</source>
        <translation>スキャンのページ</translation>
    </message>
    <message>
        <source>Nothing is kept yet. A page without a code goes where you say; choose several with Shift where they are one paper.</source>
        <translation>まだ何も保管していません。バーコードのないページは、請求を選んで保管します。1つの書類が何ページもあるときは、Shiftを押しながらまとめて選びます。</translation>
    </message>
    <message>
        <source>Application</source>
        <translation>請求</translation>
    </message>
    <message>
        <source>Paper that is shown</source>
        <translation>スキャンした書類</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>拡大</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>縮小</translation>
    </message>
    <message>
        <source>This is no number and no code, like R8-0147.</source>
        <translation>R8-0147のような番号でも、バーコードの文字でもありません。</translation>
    </message>
    <message>
        <source>There is no application with this number.</source>
        <translation>この番号の請求はありません。</translation>
    </message>
    <message>
        <source>Choose the paper</source>
        <translation>書類を選んでください</translation>
    </message>
    <message>
        <source>Choose a page.</source>
        <translation>ページを選んでください。</translation>
    </message>
    <message>
        <source>One paper is of one file: choose pages of one.</source>
        <translation>1つの書類は1つのファイルから選んでください。</translation>
    </message>
    <message>
        <source>Type the receipt number of the application.</source>
        <translation>請求の受付番号を入力してください。</translation>
    </message>
    <message>
        <source>Choose the paper that the page shows.</source>
        <translation>このページがどの書類かを選んでください。</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>{page} / {pages} ページ</translation>
    </message>
</context>
<context>
    <name>LargeLetter</name>
    <message>
        <source>What the letter will say</source>
        <translation>通知書の文面</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>戻る</translation>
    </message>
</context>
<context>
    <name>MailNext</name>
    <message>
        <source>Type in the application in this envelope</source>
        <translation>この封筒の請求を入力します</translation>
    </message>
    <message>
        <source>Record at its envelope that it came back</source>
        <translation>返戻は、発送の画面でその封筒に記録します</translation>
    </message>
    <message>
        <source>Type in what is in this envelope</source>
        <translation>この封筒の中身を入力します</translation>
    </message>
    <message>
        <source>Log it as an inquiry or a complaint</source>
        <translation>問合せまたは苦情として受け付けます</translation>
    </message>
    <message>
        <source>Deal with it, and mark it done with a note</source>
        <translation>対応し、扱いを書いて処理済みにします</translation>
    </message>
</context>
<context>
    <name>EntryCard</name>
    <message>
        <source>Fold</source>
        <translation>畳む</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>開く</translation>
    </message>
</context>
<context>
    <name>PageFitButton</name>
    <message>
        <source>Enlarge</source>
        <translation>拡大</translation>
    </message>
    <message>
        <source>Whole page</source>
        <translation>ページ全体</translation>
    </message>
</context>
<context>
    <name>EmptyNote</name>
    <message>
        <source>Take the filter away</source>
        <translation>絞り込みを外す</translation>
    </message>
    <message numerus="yes">
        <source>The filter hides %n.</source>
        <translation>
            <numerusform>絞り込みで%n件が隠れています。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The filter hides more than %n.</source>
        <translation>
            <numerusform>絞り込みで%n件を超える項目が隠れています。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListTable</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>ほか%n件</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OfficeMark</name>
    <message>
        <source>The server was asked at {time}.</source>
        <translation>{time}にサーバーに確かめました。</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>接続中</translation>
    </message>
    <message numerus="yes">
        <source>Catching up: %n</source>
        <translation>
            <numerusform>取り込み中 残り%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading only since {time}</source>
        <translation>閲覧のみ {time}から</translation>
    </message>
</context>
<context>
    <name>OthersNews</name>
    <message>
        <source>{who} has changed this at {time}: {what}</source>
        <translation>{who}さんが{time}に変更しました：{what}</translation>
    </message>
    <message>
        <source>What you type stays as it is; the page shows the change.</source>
        <translation>入力中のものはそのままです。画面は最新の内容です。</translation>
    </message>
</context>
<context>
    <name>StationsPage</name>
    <message>
        <source>Stations of the office</source>
        <translation>窓口の端末</translation>
    </message>
    <message>
        <source>Ask the server</source>
        <translation>サーバーに確かめる</translation>
    </message>
    <message>
        <source>Stations are added and taken away at a terminal.</source>
        <translation>端末を加える、外すのは、コマンドで行います。</translation>
    </message>
    <message>
        <source>An officer invites one with “desk-app office invite”; the new computer joins with “desk-app office join”. “desk-app office leave” shuts one out, or makes this a single desk again.</source>
        <translation>個人情報保護管理者が「desk-app office invite」で招待し、新しい端末は「desk-app office join」で加わります。「desk-app office leave」は、端末を外すか、この端末だけの窓口に戻します。</translation>
    </message>
    <message>
        <source>The server is being asked.</source>
        <translation>サーバーに確かめています。</translation>
    </message>
    <message>
        <source>save {number}</source>
        <translation>保存{number}まで</translation>
    </message>
    <message>
        <source>save {here} of {number}</source>
        <translation>保存{here}まで（サーバーは{number}まで）</translation>
    </message>
    <message>
        <source>This station</source>
        <translation>この端末</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>サーバー</translation>
    </message>
    <message>
        <source>Stands at</source>
        <translation>取り込み</translation>
    </message>
    <message>
        <source>Last heard</source>
        <translation>最後の連絡</translation>
    </message>
    <message>
        <source>Waiting to be sent</source>
        <translation>送信待ち</translation>
    </message>
    <message>
        <source>Nothing: a save is done once the server has it.</source>
        <translation>ありません。保存は、サーバーに届いて終わります。</translation>
    </message>
    <message>
        <source>Nothing that was saved. Drafts stay on this computer; save them later.</source>
        <translation>保存済みのものはありません。下書きはこの端末にあります。あとで保存してください。</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>端末</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>最後の連絡</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状態</translation>
    </message>
    <message>
        <source>{station} (this one)</source>
        <translation>{station}（この端末）</translation>
    </message>
    <message>
        <source>shut out since {when}</source>
        <translation>外された（{when}から）</translation>
    </message>
    <message>
        <source>invited until {when}</source>
        <translation>招待中（{when}まで）</translation>
    </message>
    <message numerus="yes">
        <source>lacks %n save(s)</source>
        <translation>
            <numerusform>残り%n件</numerusform>
        </translation>
    </message>
    <message>
        <source>has everything</source>
        <translation>すべて取り込み済み</translation>
    </message>
    <message>
        <source>not known while the server is away</source>
        <translation>サーバーにつながらず不明</translation>
    </message>
</context>
</TS>
