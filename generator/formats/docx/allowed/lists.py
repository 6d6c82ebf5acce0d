"""The allow-list: parts, relationships, fields, elements and attributes that a Word file of a paper may have.

What is not here is not in the file: names of people, programs, printers, folders; texts for who can't see a picture,
which Word fills with paths; forms, macros, data, bindings; what is read from elsewhere. The names are those of ECMA-376
part 1 and of Word's extensions ([MS-DOCX]); those that hold free words without printing them were left out.
"""

from __future__ import annotations

from collections.abc import Mapping

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_DRAWINGML = "http://schemas.openxmlformats.org/drawingml/2006/"
_MICROSOFT = "http://schemas.microsoft.com/office/"

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = _OFFICE.rstrip("/")
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
DRAWING = f"{_DRAWINGML}main"
PLACED = f"{_DRAWINGML}wordprocessingDrawing"
PICTURE = f"{_DRAWINGML}picture"
SVG_IN_WORD = f"{_MICROSOFT}drawing/2016/SVG/main"
VML = "urn:schemas-microsoft-com:vml"
VML_OFFICE = "urn:schemas-microsoft-com:office:office"
VML_WORD = "urn:schemas-microsoft-com:office:word"
MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
WORD_2010 = f"{_MICROSOFT}word/2010/wordml"
SHAPE = f"{_MICROSOFT}word/2010/wordprocessingShape"
GROUP = f"{_MICROSOFT}word/2010/wordprocessingGroup"
PLACED_2010 = f"{_MICROSOFT}word/2010/wordprocessingDrawing"

RELATIONSHIPS = {f"{_OFFICE}{kind}": kind for kind in (
    "styles", "numbering", "settings", "fontTable", "theme", "header", "footer", "footnotes", "endnotes", "image",
    "font", "hyperlink",
)}  # fmt: skip
"""Types of relationships; all but `hyperlink` lead to a part of the file."""

ADDRESSES = ("https://", "http://", "mailto:")
"""How the address of a hyperlink begins."""

FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "STYLEREF", "=", "HYPERLINK"})
"""Fields that print what the file itself says: numbers of pages, the heading of a page. HYPERLINK goes by its
address."""

GRAPHICS = frozenset({PICTURE, SHAPE, GROUP})
"""What a drawing may be (`a:graphicData`): no chart, no diagram, no canvas."""


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_OF_WORD = _names("""
    document background body p pPr r rPr t tab tabs br cr noBreakHyphen softHyphen sym ptab lastRenderedPageBreak pgNum
    hyperlink fldSimple fldChar instrText hdr ftr footnotes endnotes footnote endnote footnoteRef endnoteRef separator
    continuationSeparator footnoteReference txbxContent drawing pict ruby rubyPr rubyAlign hps hpsRaise hpsBaseText lid
    rt rubyBase bdo dir

    rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish
    webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang
    eastAsianLayout specVanish

    pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr ilvl numId suppressLineNumbers pBdr top left
    start bottom right end between bar suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE
    autoSpaceDN bidi adjustRightInd ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
    textboxTightWrap outlineLvl cnfStyle

    sectPr headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType
    cols col formProt vAlign noEndnote titlePg rtlGutter docGrid pos numFmt numStart numRestart

    tbl tblPr tblGrid gridCol tr trPr tc tcPr tblPrEx tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize
    tblStyleColBandSize tblW tblCellSpacing tblInd tblBorders tblLayout tblCellMar tblLook insideH insideV gridBefore
    gridAfter wBefore wAfter cantSplit trHeight tblHeader tcW gridSpan hMerge vMerge tcBorders tl2br tr2bl noWrap tcMar
    tcFitText hideMark hidden

    numbering numPicBullet abstractNum nsid multiLevelType tmpl styleLink numStyleLink lvl lvlRestart isLgl suff
    lvlText lvlPicBulletId legacy lvlJc num abstractNumId lvlOverride startOverride

    styles docDefaults rPrDefault pPrDefault style name basedOn next link autoRedefine uiPriority semiHidden
    unhideWhenUsed qFormat locked tblStylePr

    fonts font altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic embedBoldItalic

    settings zoom removePersonalInformation removeDateAndTime displayBackgroundShape printPostScriptOverText
    printFractionalCharacterWidth mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader
    bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors embedTrueTypeFonts embedSystemFonts
    saveSubsetFonts defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps
    evenAndOddHeaders bookFoldPrinting bookFoldRevPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing
    drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery
    doNotUseMarginsForDrawingGridOrigin noPunctuationKerning characterSpacingControl printTwoOnOne
    strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore defaultTableStyle themeFontLang clrSchemeMapping
    decimalSymbol listSeparator compat compatSetting useSingleBorderforContiguousCells wpJustification noTabHangInd
    noLeading spaceForUL noColumnBalance balanceSingleByteDoubleByteWidth noExtraLineSpacing doNotLeaveBackslashAlone
    ulTrailSpace doNotExpandShiftReturn spacingInWholePoints lineWrapLikeWord6 printBodyTextBeforeHeader printColBlack
    wpSpaceWidth showBreaksInFrames subFontBySize suppressBottomSpacing suppressTopSpacing suppressSpacingAtTopOfPage
    suppressTopSpacingWP suppressSpBfAfterPgBrk swapBordersFacingPages convMailMergeEsc truncateFontHeightsLikeWP6
    mwSmallCaps usePrinterMetrics doNotSuppressParagraphBorders wrapTrailSpaces footnoteLayoutLikeWW8
    shapeLayoutLikeWW8 alignTablesRowByRow forgetLastTabAlignment adjustLineHeightInTable autoSpaceLikeWord95
    noSpaceRaiseLower doNotUseHTMLParagraphAutoSpacing layoutRawTableWidth layoutTableRowsApart
    useWord97LineBreakRules doNotBreakWrappedTables doNotSnapToGridInCell selectFldWithFirstOrLastChar
    applyBreakingRules doNotWrapTextWithPunct doNotUseEastAsianBreakRules useWord2002TableStyleRules growAutofit
    useFELayout useNormalStyleForList doNotUseIndentAsNumberingTabStop useAltKinsokuLineBreakRules
    allowSpaceOfSameStyleInTable doNotSuppressIndentation doNotAutofitConstrainedTables autofitToFirstFixedWidthCell
    underlineTabInNumList displayHangulFixedWidth splitPgBreakAndParaMark doNotVertAlignCellWithSp
    doNotBreakConstrainedForcedTable doNotVertAlignInTxbx useAnsiKerningPairs cachedColBalance
""")
_ATTRIBUTES_OF_WORD = _names("""
    val abstractNumId numId ilvl id type styleId default customStyle tplc tentative numPicBulletId

    after afterAutospacing afterLines before beforeAutospacing beforeLines line lineRule left leftChars start startChars
    right rightChars end endChars firstLine firstLineChars hanging hangingChars

    ascii hAnsi eastAsia cs hint asciiTheme hAnsiTheme eastAsiaTheme cstheme char font
    color themeColor themeTint themeShade fill themeFill themeFillTint themeFillShade sz space shadow frame bidi

    top bottom header footer gutter w h orient code fmt chapStyle chapSep num equalWidth sep linePitch charSpace
    countBy distance restart first other offsetFrom zOrder display pos leader clear

    hRule hSpace vSpace wrap hAnchor vAnchor x xAlign y yAlign dropCap lines anchorLock horzAnchor vertAnchor tblpX
    tblpXSpec tblpY tblpYSpec leftFromText rightFromText topFromText bottomFromText

    firstRow lastRow firstColumn lastColumn noHBand noVBand oddVBand evenVBand oddHBand evenHBand firstRowFirstColumn
    firstRowLastColumn lastRowFirstColumn lastRowLastColumn vMerge

    relativeTo alignment fldCharType dirty fldLock instr history combine combineBrackets vert vertCompress
    legacy legacySpace legacyIndent percent usb0 usb1 usb2 usb3 csb0 csb1 characterSet fontKey subsetted
    bg1 t1 bg2 t2 accent1 accent2 accent3 accent4 accent5 accent6 hyperlink followedHyperlink
    customMarkFollows displacedByCustomXml
""")
_GEOMETRY = _names("""
    a adj adjusthandles algn allowOverlap amt anchor anchorCtr ang b bIns bandCol baseline behindDoc blend blurRad
    bright bwMode cap charset cmpd compatLnSpc contourW contrast cstate cx cy d def dir dist distB distL distR
    distT dpi dx dy
    dz edited endA endPos extrusionH extrusionOk fadeDir fill flip flipH flipV fmla folHlink forceAA fov fromWordArt g
    gdRefAng gdRefR gdRefX gdRefY grow h hR hidden hlink horzOverflow hue id idx kx ky l lIns lang lastClr lat
    layoutInCell len lim locked lon lum maxAng maxR maxX maxY minAng minR minX minY n noAdjustHandles
    noChangeArrowheads noChangeAspect noChangeShapeType noCrop noDrilldown noEditPoints noGrp noMove noResize noRot
    noSelect noTextEdit noUngrp normalEastAsianFlow numCol ole panose path pitchFamily pos preferRelativeResize prst
    prstMaterial r rIns rad ref relativeFrom relativeHeight rev rig rot rotWithShape rtl rtlCol sat scaled script seq
    simplePos sp spc spcCol spcFirstLastPara stA stAng stPos stroke strike swAng sx sy sz t tIns thresh tx txBox ty type
    typeface upright useA val vert vertOverflow w wR wrap wrapText x y z zoom
    accent1 accent2 accent3 accent4 accent5 accent6 bg1 bg2 tx1 tx2
""")
"""Attributes of DrawingML that say how something looks. `name`, `descr`, `title`, `tooltip`, `macro` … say what people
call it."""
_OF_VML = _names("""
    adj arcsize coordorigin coordsize eqn fillcolor filled from to id inset insetmode angle color color2 colors
    focus focusposition focussize method on opacity opacity2 origin position rotate size type weight dashstyle endcap
    endarrow endarrowlength endarrowwidth startarrow startarrowlength startarrowwidth joinstyle linestyle miterlimit
    limo path points polar print matrix obscured offset offset2 position radiusrange recolor spt string strokecolor
    stroked strokeok strokeweight style textboxrect textpathok trim v fitpath fitshape fillok shadowok gradientshapeok
    arrowok wrapcoords xrange yrange xscale switch aspect blacklevel bilevel chromakey cropbottom cropleft cropright
    croptop gain gamma grayscale embosscolor alignshape anchorx anchory ext aspectratio adjusthandles cropping grouping
    position rotation selection shapetype text ungrouping verticies width side
""")

_ANY: frozenset[str] = frozenset()
ELEMENTS: Mapping[str, frozenset[str]] = {
    WORD: _OF_WORD,
    COMPATIBLE: _names("AlternateContent Choice Fallback"),
    PLACED: _ANY,
    PLACED_2010: _ANY,
    DRAWING: _ANY,
    PICTURE: _ANY,
    SHAPE: _ANY,
    GROUP: _ANY,
    SVG_IN_WORD: _names("svgBlip"),
    VML: _ANY,
    VML_OFFICE: _names("lock extrusion callout skew left top right bottom column"),
    VML_WORD: _names("wrap anchorlock bordertop borderbottom borderleft borderright"),
    MATHS: _names("mathPr mathFont brkBin brkBinSub smallFrac dispDef lMargin rMargin defJc wrapIndent wrapRight "
                  "preSp postSp interSp intraSp intLim naryLim"),
    WORD_2010: _names("ligatures numForm numSpacing stylisticSets styleSet cntxtAlts textOutline textFill shadow glow "
                      "reflection props3d scene3d solidFill noFill gradFill gsLst gs lin path fillToRect srgbClr "
                      "schemeClr alpha lumMod lumOff satMod shade tint prstDash round bevel miter bevelT bevelB camera "
                      "lightRig rot contourClr extrusionClr"),
}  # fmt: skip
"""Elements by namespace; an empty set stands for all of it that `LEFT_OUT` does not name."""

LEFT_OUT = _names(
    "hlinkHover hlinkMouseOver snd extLst ext extraClrSchemeLst objectDefaults custClrLst audioCd wavAudioFile"
    " audioFile videoFile quickTimeFile nvPr linkedTxbx"
)
"""Of DrawingML and VML: sounds, links under the pointer, what extensions keep, and lists that name things."""

ATTRIBUTES: Mapping[str, frozenset[str]] = {
    WORD: _ATTRIBUTES_OF_WORD,
    OFFICE: _names("id embed pict"),
    COMPATIBLE: _names("Ignorable"),
    "http://www.w3.org/XML/1998/namespace": _names("space"),
    MATHS: _names("val"),
    WORD_2010: _names("val algn ang b blurRad cap cmpd dir dist endA endPos kx ky l lim path pos prst r rad rev rig "
                      "scaled stA stPos sx sy t w h lat lon contourW extrusionH prstMaterial fadeDir id"),
    VML: _names("ext"),
    VML_OFFICE: _names("spt allowincell allowoverlap hralign hr hrstd hrnoshade hrpct insetmode relid bordertopcolor "
                       "borderbottomcolor borderleftcolor borderrightcolor connecttype extrusionok button oned "
                       "preferrelative forcedash diagonal"),
}  # fmt: skip
"""Attributes that have a namespace, by it."""

PLAIN_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    COMPATIBLE: _names("Requires"),
    **dict.fromkeys((PLACED, PLACED_2010, DRAWING, PICTURE, SHAPE, GROUP), _GEOMETRY),
    **dict.fromkeys((VML, VML_OFFICE, VML_WORD), _OF_VML),
}
"""Attributes that have none, by that of their element."""

NAMED = {f"{{{WORD}}}font", f"{{{WORD}}}compatSetting"}
"""Elements of which the attribute `name` says which one of a known set is meant."""

WITH_WORDS = frozenset(
    {
        *(f"{{{WORD}}}{name}" for name in ("t", "instrText")),
        *(f"{{{PLACED}}}{name}" for name in ("align", "posOffset")),
        *(f"{{{PLACED_2010}}}{name}" for name in ("pctWidth", "pctHeight", "pctPosHOffset", "pctPosVOffset")),
    }
)
"""Elements that hold text: what is printed, what a field does, where a drawing stands."""

NAMESPACES = {*ELEMENTS, *ATTRIBUTES, f"{_MICROSOFT}word/2012/wordml", f"{_MICROSOFT}word/2015/wordml/symex"}
"""Namespaces that a part may declare."""
